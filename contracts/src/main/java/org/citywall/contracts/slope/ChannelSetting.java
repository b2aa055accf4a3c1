package org.citywall.contracts.slope;

/**
 * What is known of one channel beyond its readings.
 *
 * @param stationId station
 * @param channel its channel
 * @param sigma standard deviation of one reading, if it is known to be larger than the readings
 *     show (a tape is read to the centimetre); 0: as the readings show
 * @param manual read by a person: constant values and long pauses are normal
 */
public record ChannelSetting(String stationId, String channel, double sigma, boolean manual) {}
