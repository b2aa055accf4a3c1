/**
 * Simulated systems that tickets come from, and the departments that work on them: invented cases
 * of the demo district, told by a hotline, a property manager's own system and the public channel.
 */
package org.citywall.launcher.demo.devices.tickets;
