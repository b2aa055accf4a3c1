package org.citywall.stream.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.stream.fire.FireSite.signal;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.citywall.contracts.alert.Detection;
import org.citywall.contracts.alert.Level;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.FireSignalKind;
import org.citywall.contracts.fire.SignalOutcome;
import org.citywall.contracts.fire.TestPoint;
import org.citywall.contracts.fire.TestWindow;

class FireRulePropertyTest {
    /** A signal so many seconds after the one before. */
    record Step(double afterSeconds, FireSignal signal) {}

    @Provide
    Arbitrary<List<Step>> scripts() {
        Arbitrary<Double> after = Arbitraries.of(0.0, 0.5, 7.0, 59.0, 60.0, 179.0, 180.0, 400.0);
        Arbitrary<FireSignal> signals =
                Combinators.combine(
                                Arbitraries.integers().between(0, 30),
                                Arbitraries.of(FireSignalKind.class),
                                Arbitraries.of("D1", "D2"),
                                Arbitraries.of("P1", "P2"))
                        .as((id, kind, device, point) -> signal("s" + id, kind, device, point));
        return Combinators.combine(after, signals).as(Step::new).list().ofMaxSize(25);
    }

    @Property
    void whenTimersAreFoundDoesNotMatter(
            @ForAll("scripts") List<Step> script, @ForAll("waits") List<Double> waits) {
        FireSite byInputs = new FireSite();
        FireSite byTimers = new FireSite();
        double now = 0;
        int next = 0;
        for (Step step : script) {
            for (int i = 0; i < 3 && !waits.isEmpty(); i++) {
                double between = now + step.afterSeconds() * waits.get(next++ % waits.size());
                byTimers.waitUntil(Math.min(between, now + step.afterSeconds()));
            }
            now += step.afterSeconds();
            byInputs.hear(now, step.signal());
            byTimers.hear(now, step.signal());
        }

        assertThat(byTimers.detections).isEqualTo(byInputs.detections);
        assertThat(byTimers.statuses).isEqualTo(byInputs.statuses);
        assertThat(byTimers.outcomes).isEqualTo(byInputs.outcomes);
    }

    @Provide
    Arbitrary<List<Double>> waits() {
        return Arbitraries.doubles().between(0, 1).list().ofMinSize(1).ofMaxSize(9);
    }

    /**
     * With a test of point P1 running all the time: whatever is heard at P2 is red, and from the
     * first fire at P2 on everything is; nothing is swallowed.
     */
    @Property
    void aRunningTestNeverHidesWhatItDoesNotExpect(@ForAll("scripts") List<Step> script) {
        FireSite site = new FireSite();
        TestPoint listed = new TestPoint("D1", "P1", null);
        site.register(
                0,
                new TestWindow(
                        "w",
                        "B-0042",
                        List.of(listed),
                        FireSite.at(0),
                        FireSite.at(100_000),
                        "lead",
                        "王工",
                        "测试",
                        false));
        double now = 0;
        boolean broken = false;
        for (Step step : script) {
            now += step.afterSeconds();
            FireSignal signal = step.signal();
            FireDecision decision = site.hear(now, signal);
            boolean isRepeat =
                    decision.outcomes().stream()
                            .anyMatch(o -> o.outcome() == SignalOutcome.Outcome.DUPLICATE);
            if (!signal.signal().isFire() || isRepeat) {
                continue;
            }
            boolean isListed = "D1".equals(signal.deviceId()) && "P1".equals(signal.point());
            broken |= !isListed;
            if (broken) {
                assertThat(decision.detections())
                        .anyMatch(
                                d ->
                                        d.raised()
                                                && d.level() == Level.RED
                                                && d.deviceId().equals(signal.deviceId())
                                                && d.point().equals(signal.point()));
            }
        }
    }

    @Property
    void hearingEverythingTwiceRaisesNothingMore(@ForAll("scripts") List<Step> script) {
        FireSite once = new FireSite();
        FireSite twice = new FireSite();
        double now = 0;
        for (Step step : script) {
            now += step.afterSeconds();
            once.hear(now, step.signal());
            twice.hear(now, step.signal());
            twice.hear(now, step.signal());
        }

        assertThat(twice.detections).isEqualTo(once.detections);
    }

    @Property
    void everyFireSignalHasADetectionOrAnOutcome(@ForAll("scripts") List<Step> script) {
        FireSite site = new FireSite();
        double now = 0;
        for (Step step : script) {
            now += step.afterSeconds();
            FireDecision decision = site.hear(now, step.signal());
            List<String> answered = new ArrayList<>();
            decision.detections().stream()
                    .map(Detection::rawPressId)
                    .filter(id -> id != null)
                    .forEach(answered::add);
            decision.outcomes().stream().map(SignalOutcome::rawPressId).forEach(answered::add);
            assertThat(answered).hasSize(step.signal().signal().isFire() ? 1 : 0);
        }
    }
}
