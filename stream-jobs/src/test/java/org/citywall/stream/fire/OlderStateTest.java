package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.place.SiteRef;
import org.junit.jupiter.api.Test;

/** State of a site from before there were panels, registered tests and incidents. */
class OlderStateTest {
    @Test
    void aSecondPointIsJudgedAndTheFirstIsStillRestored() {
        FireSiteState now = press(FireSiteState.EMPTY, "P1", 1).state();
        FireSiteState old =
                new FireSiteState(
                        now.devices(), now.seen(), now.graceFrom(), now.timer(), null, null, null);

        FireDecision second = press(old, "P2", 2);
        FireDecision end = apply(second.state(), "P1", FireSignalKind.RESTORE, 3);

        assertThat(second.detections()).extracting(Detection::raised).containsExactly(true);
        assertThat(end.detections()).extracting(Detection::point).containsExactly("P1");
        assertThat(end.state().tests()).isEmpty();
    }

    @Test
    void emptyIsEmpty() {
        FireSiteState now = FireSiteState.EMPTY;
        assertThat(new FireSiteState(now.devices(), now.seen(), null, null, null, null, null))
                .isEqualTo(FireSiteState.EMPTY);
    }

    private static FireDecision press(FireSiteState state, String point, int second) {
        return apply(state, point, FireSignalKind.PRESS, second);
    }

    private static FireDecision apply(
            FireSiteState state, String point, FireSignalKind kind, int second) {
        Instant at = Instant.EPOCH.plusSeconds(second);
        FireSignal signal =
                new FireSignal(
                        "s" + second,
                        "urn:panel",
                        "D1",
                        point,
                        kind,
                        null,
                        null,
                        null,
                        null,
                        null,
                        at,
                        new SiteRef("B-1", "一号楼", 114, 22.7),
                        "yunwan/B-1",
                        "一号楼",
                        true,
                        false,
                        null,
                        null);
        return FireRule.apply(state, signal, new LogTime(at, null), FirePolicy.defaults());
    }
}
