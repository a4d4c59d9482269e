console.log('a service logs as JSON');
