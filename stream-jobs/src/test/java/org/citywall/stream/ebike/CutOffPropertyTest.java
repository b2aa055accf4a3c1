package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.citywall.contracts.ebike.PortAction;
import org.citywall.contracts.ebike.PortAnswer.Step;
import org.citywall.contracts.ebike.PortOrderState;
import org.citywall.contracts.ebike.PortOrderView;
import org.citywall.contracts.ebike.PortState;

/** Whatever chargers, gateways, clocks and people do, an order says only what was measured. */
class CutOffPropertyTest {
    private static final int CALM_S = 3_600;

    /** Two attempts with all their waits, of a charger that reports each five minutes. */
    private static final int LONGEST_S = 2 * (10 + 10 + 400 + 400);

    /**
     * One thing that happens.
     *
     * @param what 0 to 5: an answer; 6: an order; 7: enable; 8: a measurement; 9: a late one; 10:
     *     the charger's claim of a state without measurement
     */
    record Act(int what, double afterS, int attempt, double watts, double lateS) {}

    @Provide
    Arbitrary<List<Act>> scripts() {
        Arbitrary<Act> act =
                Combinators.combine(
                                Arbitraries.of(0, 0, 1, 1, 2, 3, 4, 6, 7, 8, 8, 8, 9, 9, 10),
                                Arbitraries.of(0.1, 0.5, 1.0, 4.0, 9.0, 11.0, 16.0),
                                Arbitraries.integers().between(1, 2),
                                Arbitraries.of(0.0, 4.9, 5.0, 60.0, 300.0),
                                Arbitraries.of(0.2, 3.0, 30.0, 600.0, 7_000.0))
                        .as(Act::new);
        return act.list().ofMinSize(5).ofMaxSize(40);
    }

    @Provide
    Arbitrary<Integer> clocks() {
        return Arbitraries.of(0, -10_800, -700, -30, 20, 290, 400, 10_800);
    }

    @Property(tries = 1_000)
    void noOrderIsVerifiedWithoutAMeasurementBelowTheLimitTakenAfterTheAnswer(
            @ForAll("scripts") List<Act> script, @ForAll("clocks") int wrongS) {
        Play play = new Play(wrongS);
        play.warmUp();
        for (Act act : script) {
            play.go(act);
            play.check();
        }
    }

    @Property(tries = 300)
    void everyOrderEndsAndItsRevisionsRise(@ForAll("scripts") List<Act> script) {
        Play play = new Play(0);
        play.warmUp();
        script.forEach(play::go);
        play.site.waitUntil(play.now + LONGEST_S);

        assertThat(play.site.site.open).isEmpty();
        play.site.orders.stream()
                .map(PortOrderView::id)
                .distinct()
                .forEach(
                        id ->
                                assertThat(play.of(id))
                                        .extracting(PortOrderView::rev)
                                        .isSorted()
                                        .doesNotHaveDuplicates());
        for (String id : play.site.orders.stream().map(PortOrderView::id).distinct().toList()) {
            List<PortOrderView> all = play.of(id);
            assertThat(all.subList(0, all.size() - 1)).noneMatch(one -> one.state().isEnd());
            assertThat(all.get(all.size() - 1).state().isEnd()).isTrue();
            assertThat(all.get(all.size() - 1).attempts()).isLessThanOrEqualTo(2);
        }
    }

    /** What really happened, beside what the rule was told. */
    private static final class Play {
        final EbikeSite site = new EbikeSite();
        private final int wrongS;

        /** True times at which less than the limit was measured. */
        private final List<Double> off = new ArrayList<>();

        private double now;
        private int orders;

        Play(int wrongS) {
            this.wrongS = wrongS;
        }

        void warmUp() {
            for (double second = -CALM_S; second <= 0; second += 30) {
                site.says().watts(300).measured(second + wrongS).heard(second);
            }
        }

        void go(Act act) {
            now += act.afterS();
            switch (act.what()) {
                case 0 -> answer(act, Step.SENT);
                case 1 -> answer(act, Step.DONE);
                case 2 -> answer(act, Step.ALREADY_IDLE);
                case 3 -> answer(act, Step.OTHER_SESSION);
                case 4 -> answer(act, Step.REFUSED);
                case 6 -> site.order(now, "o" + ++orders, PortAction.CUT_OFF, "officer");
                case 7 -> site.order(now, "e" + ++orders, PortAction.ENABLE, "lead");
                case 8 -> measure(act.watts(), 0);
                case 9 -> measure(act.watts(), act.lateS());
                default -> site.says().state(PortState.IDLE).heard(now);
            }
        }

        private void answer(Act act, Step step) {
            site.answer(now, "o" + orders, act.attempt(), step);
        }

        private void measure(double watts, double lateS) {
            double measured = now - lateS;
            if (watts < 5) {
                off.add(measured);
            }
            site.says().watts(watts).measured(measured + wrongS).heard(now);
        }

        void check() {
            for (PortOrderView order : site.orders) {
                if (order.state() == PortOrderState.VERIFIED) {
                    double answered =
                            (order.answeredAt().toEpochMilli() - EbikeSite.START.toEpochMilli())
                                    / 1_000.0;
                    assertThat(order.powerW()).isLessThan(5);
                    assertThat(off).as("answered at " + answered).anyMatch(at -> at > answered);
                }
            }
        }

        List<PortOrderView> of(String id) {
            return site.orders.stream().filter(one -> one.id().equals(id)).toList();
        }
    }
}
