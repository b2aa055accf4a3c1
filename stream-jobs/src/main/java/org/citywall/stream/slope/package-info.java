/**
 * Slope readings to warning levels: pure rules over the state of one slope. Time is an argument;
 * nothing here knows Flink, Kafka or a clock.
 *
 * <pre>
 *   series   what is remembered of a channel: ten-minute bins, day means, hourly velocities
 *   quality  which readings the models may see
 *   model    velocity, reference rate, acceleration, inverse velocity, rain
 *   level    from numbers to levels: thresholds, persistence, agreement of instruments
 * </pre>
 *
 * <p>Start at {@link org.citywall.stream.slope.SlopeRule}; the numbers are in {@link
 * org.citywall.stream.slope.SlopePolicy}, what they rest on in docs/domain/slope.md.
 */
package org.citywall.stream.slope;
