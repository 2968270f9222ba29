import { useEffect, useState } from 'react';

/** The one place of the page that reads the time. */
export function currentTime(): Date {
  return new Date();
}

/** The time, moved on once a minute: relative times stay true while the page is open. */
export function useNow(): Date {
  const [now, setNow] = useState(currentTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(currentTime()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
