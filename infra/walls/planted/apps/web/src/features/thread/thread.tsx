export const Thread = () => <p>thread</p>;
