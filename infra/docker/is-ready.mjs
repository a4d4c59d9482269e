// The health check of a service's container.
const answer = await fetch(`http://127.0.0.1:${process.env.KEFU_PORT}/ready`);
process.exit(answer.ok ? 0 : 1);
