package org.citywall.gateway.live;

import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.RawPress;

/**
 * The road that a press takes to the walls without the stream jobs. Ingest tells it twice: before
 * Kafka's acknowledgement (unrecorded) and after it (unaggregated). Telling never fails and never
 * waits: the road must not slow the press down.
 */
public interface RawPressRoad {
    /** Shows this press to every gateway, by the quickest way there is. */
    void tell(RawPress press);

    /** The press behind a fire signal. */
    static RawPress pressOf(FireSignal signal, RawPress.State state) {
        return new RawPress(
                RawPress.idOf(signal.source(), signal.deviceId(), signal.id()),
                revisionOf(state),
                signal.id(),
                signal.deviceId(),
                signal.point(),
                signal.signal(),
                signal.site(),
                signal.place(),
                signal.placeName(),
                signal.receivedAt(),
                state);
    }

    /** Revision of a press in this state; it follows the state, so that all gateways agree. */
    static long revisionOf(RawPress.State state) {
        return state == RawPress.State.UNRECORDED ? 1 : 2;
    }
}
