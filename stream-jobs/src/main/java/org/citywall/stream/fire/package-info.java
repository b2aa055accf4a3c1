/**
 * Fire signals to detections: pure rules over the state of one site. Time is an argument; nothing
 * here knows Flink, Kafka or a clock.
 *
 * <p>Start at {@link org.citywall.stream.fire.FireRule}; the numbers are in {@link
 * org.citywall.stream.fire.FirePolicy}, what each signal means in {@link
 * org.citywall.stream.fire.FireCondition}.
 */
package org.citywall.stream.fire;
