/**
 * Fires of several buildings near each other: a fact across alert groups, so a stage of its own,
 * keyed by {@link org.citywall.stream.area.AreaCells cell}. It reads what the fire rules raised and
 * writes to another group; what it writes never comes back to it.
 *
 * <p>Start at {@link org.citywall.stream.area.AreaRule}.
 */
package org.citywall.stream.area;
