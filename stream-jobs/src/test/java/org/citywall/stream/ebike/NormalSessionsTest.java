package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.junit.jupiter.api.Test;

/**
 * At most one orange or red in 10,000 normal sessions. A build plays some hundreds; {@code
 * -Dcitywall.sessions=10000} plays as many as the figure asks for.
 */
class NormalSessionsTest {
    private static final int SESSIONS = Integer.getInteger("citywall.sessions", 300);

    /** Pages are not what is looked at here. */
    static EbikePolicy rarelyShown() {
        EbikePolicy policy = EbikePolicy.defaults();
        return new EbikePolicy(
                policy.heat(),
                policy.power(),
                policy.time(),
                policy.order(),
                policy.silence(),
                policy.leastConfidence(),
                policy.cameraHold(),
                Duration.ofHours(1),
                Duration.ofHours(1),
                policy.watchedEvery(),
                policy.maxStations(),
                policy.maxPorts());
    }

    @Test
    void normalSessionsAreNoDanger() {
        EbikePolicy policy = rarelyShown();
        Map<String, Integer> kinds = new TreeMap<>();
        List<String> grave = new ArrayList<>();
        for (int seed = 0; seed < SESSIONS; seed++) {
            EbikeSite site = new NormalSessions(seed).play(policy);
            for (Detection one : site.detections) {
                if (one.raised()) {
                    kinds.merge(one.kind() + " " + one.level(), 1, Integer::sum);
                    if (one.level() <= Level.ORANGE) {
                        grave.add(seed + " " + one.kind() + " " + one.reason());
                    }
                }
            }
        }

        System.out.println(SESSIONS + " normal sessions told " + kinds);
        assertThat(grave).hasSizeLessThanOrEqualTo(SESSIONS / 10_000);
    }
}
