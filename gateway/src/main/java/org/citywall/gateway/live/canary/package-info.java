/**
 * The gateway's pulse: ticks that let time go on in the stream jobs, and canaries that walk the
 * whole alarm path and say how it is.
 */
package org.citywall.gateway.live.canary;
