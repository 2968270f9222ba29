import express from 'express';

/** The peer of the starting time: an Express server that does nothing. */
const app = express();
app.get('/', (_request, response) => {
  response.send('nothing');
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write('listens on a port\n'));
process.once('SIGTERM', () => server.close());
