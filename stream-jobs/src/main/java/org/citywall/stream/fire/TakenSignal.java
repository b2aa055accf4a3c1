package org.citywall.stream.fire;

import org.citywall.contracts.fire.FireSignal;

/**
 * A press or alarm that was taken as a drill. It is kept whole: if the drill breaks, it is raised
 * as it came.
 *
 * @param signal the newest one of its device, point and kind
 * @param end the restore or reset that ended it; null: it holds
 */
public record TakenSignal(FireSignal signal, FireSignal end) {}
