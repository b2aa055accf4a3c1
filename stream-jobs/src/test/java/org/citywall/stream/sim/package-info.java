/**
 * A district on a virtual clock: a week of alarms and of the people who answer them, in seconds.
 */
package org.citywall.stream.sim;
