package org.citywall.contracts.slope;

import java.util.List;

/**
 * One instrument in the long record.
 *
 * @param stationId station
 * @param channel its channel
 * @param instrument what it measures
 * @param points steps in which it reported, oldest first
 */
public record InstrumentHistory(
        String stationId, String channel, SlopeInstrument instrument, List<HistoryPoint> points) {}
