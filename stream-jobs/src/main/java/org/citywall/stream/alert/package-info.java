/**
 * Detections and commands to alerts: pure rules over the state of one alert group. Time is an
 * argument; nothing here knows Flink, Kafka or a clock.
 *
 * <p>Start at {@link org.citywall.stream.alert.AlertRule}. What people may do when is the table in
 * {@link org.citywall.stream.alert.AlertTransitions}; the numbers are in {@link
 * org.citywall.stream.alert.AlertPolicy}.
 */
package org.citywall.stream.alert;
