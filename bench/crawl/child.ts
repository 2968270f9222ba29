/** One measured process: `serve`, or one way to read the pages at a port; tells its parent seconds and peak resident memory (MB). */
const [way, port] = [process.argv[2], Number(process.argv[3])];

if (way === 'serve') await (await import('./cards.ts')).serveCards();
else {
  const seconds =
    way === 'crawlee'
      ? await (await import('./peer.ts')).crawl(port)
      : way === 'whole'
        ? await (await import('./ours.ts')).wholeWay(port)
        : await (await import('./ours.ts')).fetchAndParse(port);
  process.send?.({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 });
  process.disconnect();
}
