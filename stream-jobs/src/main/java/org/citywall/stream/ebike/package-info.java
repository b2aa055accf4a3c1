/**
 * E-bike charging: readings of ports to dangers, and orders to ports to proofs. Pure rules over the
 * memory of one charging site; time is an argument, nothing here knows Flink, Kafka or a clock.
 *
 * <p>Start at {@link org.citywall.stream.ebike.EbikeRule}; the numbers are in {@link
 * org.citywall.stream.ebike.EbikePolicy}, what they rest on in docs/domain/ebike.md.
 */
package org.citywall.stream.ebike;
