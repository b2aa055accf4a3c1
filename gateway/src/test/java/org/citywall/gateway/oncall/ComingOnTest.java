package org.citywall.gateway.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.oncall.Rotas.at;
import static org.citywall.gateway.oncall.Rotas.layer;
import static org.citywall.gateway.oncall.Rotas.override;
import static org.citywall.gateway.oncall.Rotas.roster;
import static org.citywall.gateway.oncall.Rotas.rota;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComingOnTest {
    /** Handed over at midnight. */
    private static final Rota NIGHT =
            rota(
                    layer(
                            "夜",
                            "2026-11-02",
                            "00:00",
                            1,
                            List.of(List.of("li"), List.of("wang", "zhao"))));

    private static List<String> coming(Rota rota, String after, String until) {
        return ComingOn.of(roster(rota), at(after), at(until)).stream()
                .map(each -> each.person() + " " + each.begins())
                .toList();
    }

    private static String midnight(String day) {
        Instant begins = at(day + "T00:00");
        return begins.toString();
    }

    @Test
    void whoComesOnAtMidnightIsKnownTheDayBefore() {
        assertThat(coming(NIGHT, "2026-11-02T23:30", "2026-11-03T00:00"))
                .containsExactly(
                        "wang " + midnight("2026-11-03"), "zhao " + midnight("2026-11-03"));
        assertThat(coming(NIGHT, "2026-11-02T23:29", "2026-11-02T23:59:59")).isEmpty();
        assertThat(coming(NIGHT, "2026-11-03T00:00", "2026-11-03T00:30")).isEmpty();
    }

    @Test
    void whoGoesOnIsNotAskedAgainWhenTheLayerOrAnOverrideSaysSoAnew() {
        Rota stays =
                Rotas.with(
                        NIGHT,
                        override("2026-11-03T00:00", "2026-11-03T12:00", "2026-11-01T00:00", "li"));
        assertThat(coming(stays, "2026-11-02T23:30", "2026-11-03T00:10")).isEmpty();
        assertThat(coming(stays, "2026-11-03T11:30", "2026-11-03T12:00"))
                .containsExactly(
                        "wang " + at("2026-11-03T12:00"), "zhao " + at("2026-11-03T12:00"));
    }

    @Test
    void anOverrideBringsSomebodyElse() {
        Rota other =
                Rotas.with(
                        NIGHT,
                        override(
                                "2026-11-03T00:00",
                                "2026-11-04T00:00",
                                "2026-11-02T23:50",
                                "chen"));
        assertThat(coming(other, "2026-11-02T23:51", "2026-11-03T00:20"))
                .containsExactly("chen " + midnight("2026-11-03"));
    }

    private static List<String> justNow(Rota rota, String now) {
        return ComingOn.atOnce(roster(rota), at(now)).stream()
                .map(each -> each.person() + " " + each.begins())
                .toList();
    }

    @Test
    void whoComesOnByAnOverrideThatBeginsAtOnceIsKnownAQuarterOfAnHourLong() {
        Rota other =
                Rotas.with(
                        NIGHT,
                        override(
                                "2026-11-02T14:00",
                                "2026-11-02T20:00",
                                "2026-11-02T14:05",
                                "chen"));
        String begins = "chen " + at("2026-11-02T14:00");
        assertThat(justNow(other, "2026-11-02T14:05")).containsExactly(begins);
        assertThat(justNow(other, "2026-11-02T14:19:59")).containsExactly(begins);
        assertThat(justNow(other, "2026-11-02T14:20")).isEmpty();
        assertThat(justNow(NIGHT, "2026-11-02T14:05")).isEmpty();
    }

    @Test
    void anOverrideThatWasMadeBeforeItBeganOrKeepsWhoIsThereAsksNobodyAnew() {
        Rota planned =
                Rotas.with(
                        NIGHT,
                        override(
                                "2026-11-02T14:00",
                                "2026-11-02T20:00",
                                "2026-11-02T13:55",
                                "chen"));
        assertThat(justNow(planned, "2026-11-02T14:01")).isEmpty();
        Rota same =
                Rotas.with(
                        NIGHT,
                        override("2026-11-02T14:00", "2026-11-02T20:00", "2026-11-02T14:00", "li"));
        assertThat(justNow(same, "2026-11-02T14:01")).isEmpty();
    }
}
