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
}
