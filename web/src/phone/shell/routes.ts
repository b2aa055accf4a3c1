/** Which address is the phone's page: `/m` with whatever it asks for, nothing below it. Pure. */
export const isShellPage = (url: Pick<URL, 'pathname'>): boolean => url.pathname === '/m';
