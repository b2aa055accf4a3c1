package org.citywall.gateway.ingest.slope;

import java.util.List;

/**
 * What a message held.
 *
 * @param readings in order of time; those of one time in the order of the message
 * @param faults number of parts that are no readings, beside them
 * @param field JSON pointer of the first of these, or null
 * @param detail what is wrong with it, or null
 */
public record DpMessage(List<DpReading> readings, int faults, String field, String detail) {}
