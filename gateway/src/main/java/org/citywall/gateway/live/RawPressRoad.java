package org.citywall.gateway.live;

import org.citywall.contracts.fire.RawPress;

/**
 * The road that a press takes to the walls without the stream jobs. Ingest tells it twice: before
 * Kafka's acknowledgement (unrecorded) and after it (unaggregated). Telling never fails and never
 * waits: the road must not slow the press down.
 */
public interface RawPressRoad {
    /** Shows this press to every gateway, by the quickest way there is. */
    void tell(RawPress press);
}
