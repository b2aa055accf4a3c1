package org.citywall.stream.log;

import java.time.Instant;

/**
 * An interval in which nobody appended to a partition, not even a tick: all gateways were down, so
 * no device could be heard.
 *
 * @param from event time of the last record before it
 * @param until event time of the first record after it
 */
public record LogPause(Instant from, Instant until) {}
