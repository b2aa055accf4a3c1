package org.citywall.launcher.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A recorded reading as ingest wants it.
 *
 * @param stationId registry id of the station
 * @param at when it was measured
 * @param data of the event
 */
record RecordedReading(String stationId, Instant at, ObjectNode data) {}
