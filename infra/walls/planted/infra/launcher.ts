export const launcher = 'what runs the services';
