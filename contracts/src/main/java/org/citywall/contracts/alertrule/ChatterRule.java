package org.citywall.contracts.alertrule;

/**
 * When a source comes and goes so often that it only makes noise (ISA-18.2: 3 in 1 min). Such a
 * source stays active in one line until it was quiet; red is shown as it comes all the same.
 *
 * @param count so many raises after a clear
 * @param withinS in so many seconds
 * @param quietS it ends when nothing changed for so many seconds
 */
public record ChatterRule(int count, long withinS, long quietS) {}
