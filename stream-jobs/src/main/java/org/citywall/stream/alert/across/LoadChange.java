package org.citywall.stream.alert.across;

import org.citywall.contracts.alert.AlarmLoad;

/**
 * The load of a seat, for the live view.
 *
 * @param load how much it has to bear
 * @param gone whether the rules have no such seat any more
 */
public record LoadChange(AlarmLoad load, boolean gone) {}
