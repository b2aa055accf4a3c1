package org.citywall.stream.area;

import java.time.Instant;
import org.citywall.contracts.alert.Detection;

/**
 * A fire of a building that began or ended, on its way to one cell.
 *
 * @param cell the cell that shall know of it
 * @param detection what the fire rules decided
 * @param at event time of the decision
 */
public record AreaFire(String cell, Detection detection, Instant at) {}
