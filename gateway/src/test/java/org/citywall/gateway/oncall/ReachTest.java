package org.citywall.gateway.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.citywall.gateway.oncall.Rotas.at;
import static org.citywall.gateway.oncall.Rotas.daily;
import static org.citywall.gateway.oncall.Rotas.roster;
import static org.citywall.gateway.oncall.Rotas.rota;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Instant MONDAY = at("2026-11-02T12:00");
    private static final Instant TUESDAY = at("2026-11-03T12:00");
    private static final Rota EVERY_OTHER = rota(daily(List.of(List.of("li"), List.of())));
    private static final Rota CHIEF = always("chief", "网格长", "yw/ba", "wang");
    private static final Rota LEADER = always("leader", "带班领导", "", "zhao");

    private static Rota always(String name, String post, String place, String who) {
        return Rotas.at(rota(daily(List.of(List.of(who)))), name, post, place);
    }

    private static Reached reached(Roster roster, String to, String place, Instant at) {
        return new Reach(roster, OnCallOptions.defaults().reach()).of(to, place, at);
    }

    @Test
    void aContactForWhichNoRotaIsKeptIsToldAsBefore() {
        Reached reached = reached(roster(EVERY_OTHER, LEADER), "消防科", "yw/ba", MONDAY);

        assertThat(reached)
                .isEqualTo(new Reached(List.of("消防科"), List.of(), Reached.Kind.NAMED, null, ""));
    }

    @Test
    void aPostReachesWhoIsOnCallAtTheTimeOfThePage() {
        Reached reached = reached(roster(EVERY_OTHER, CHIEF, LEADER), "沙浦值班", "yw/ba/1", MONDAY);

        assertThat(reached.people()).containsExactly("li");
        assertThat(reached.kind()).isEqualTo(Reached.Kind.ON_CALL);
        assertThat(reached.rota()).isEqualTo("沙浦");
        assertThat(reached.reason()).isEqualTo("“沙浦”按“日班”排班");
        assertThat(reached.instead())
                .as("only where that one has no contact")
                .containsExactly("wang", "zhao", "沙浦值班");
    }

    @Test
    void aGapGoesToTheChiefOfThePlaceAndThenToTheLeader() {
        Roster roster = roster(EVERY_OTHER, CHIEF, LEADER);

        Reached inside = reached(roster, "沙浦值班", "yw/ba/1", TUESDAY);
        assertThat(inside.kind()).isEqualTo(Reached.Kind.GAP);
        assertThat(inside.people()).containsExactly("wang");
        assertThat(inside.instead()).containsExactly("zhao", "沙浦值班");
        assertThat(inside.reason()).isEqualTo("“沙浦”无人值班，依次转wang、zhao");

        Reached outside = reached(roster, "沙浦值班", "yw/xa", TUESDAY);
        assertThat(outside.people()).as("that chief is for another place").containsExactly("网格长");
        assertThat(outside.instead()).containsExactly("zhao", "沙浦值班");
        assertThat(reached(roster, "沙浦值班", null, TUESDAY).people()).containsExactly("网格长");
    }

    @Test
    void thePostNearestToTheAlertCountsAndInAGapTheOneAboveIt() {
        Rota near = Rotas.at(EVERY_OTHER, "near", "网格长", "yw/ba/1");
        Roster roster = roster(near, CHIEF, LEADER);

        assertThat(reached(roster, "网格长", "yw/ba/1/x", MONDAY).people()).containsExactly("li");
        assertThat(reached(roster, "网格长", "yw/ba/10", MONDAY).people()).containsExactly("wang");
        Reached gap = reached(roster, "网格长", "yw/ba/1/x", TUESDAY);
        assertThat(gap.people()).containsExactly("wang");
        assertThat(gap.kind()).isEqualTo(Reached.Kind.GAP);
        assertThat(gap.rota()).isEqualTo("near");
    }

    @Test
    void whoIsAwayIsNeverTold() {
        Absence leave = new Absence(at("2026-11-02T00:00"), at("2026-11-04T00:00"), "年假");
        Person li = new Person("li", "李", "chen", null, List.of(leave));
        Person wang = new Person("wang", "王", null, null, List.of(leave));
        Roster roster = roster(List.of(li, wang), List.of(), LEADER);

        assertThat(reached(roster, "chen", "yw", MONDAY).people()).containsExactly("chen");
        Reached deputy = reached(roster, "li", "yw", MONDAY);
        assertThat(deputy.people()).containsExactly("chen");
        assertThat(deputy.kind()).isEqualTo(Reached.Kind.ON_CALL);
        assertThat(deputy.reason()).isEqualTo("“李”（chen代李）");
        Reached nobody = reached(roster, "wang", "yw", MONDAY);
        assertThat(nobody.kind()).isEqualTo(Reached.Kind.GAP);
        assertThat(nobody.people()).containsExactly("网格长");
        assertThat(nobody.instead()).containsExactly("zhao", "*");
        assertThat(reached(roster, "wang", "yw", at("2026-11-04T00:00")).people())
                .containsExactly("wang");
    }

    @Test
    void aLeaderWhoIsMissingIsAGapToo() {
        Rota leader = Rotas.at(EVERY_OTHER, "leader", "带班领导", "");
        Reached reached = reached(roster(leader, CHIEF), "带班领导", "yw/ba", TUESDAY);

        assertThat(reached.people()).containsExactly("wang");
        assertThat(reached.instead()).containsExactly("带班领导");
    }

    @Test
    void aTeamIsToldTogether() {
        Roster roster = roster(List.of(), List.of(new Team("一组", List.of("li", "wang"))), LEADER);

        assertThat(reached(roster, "一组", "yw", MONDAY).people()).containsExactly("li", "wang");
        assertThat(reached(roster, "一组", "yw", MONDAY).instead())
                .containsExactly("网格长", "zhao", "一组");
    }
}
