package org.citywall.stream.insight;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.citywall.stream.insight.Cases.at;

import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketProposal;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final String COMPLAINT = "榕树路12号楼下垃圾堆了三天没有人来清理，味道很大";

    private final Cases<NearMemory> cases = new Cases<>(new Neighbours(InsightPolicy.defaults()));

    @Test
    void threeCallersOfOneThingAtOnePlaceAreAGroupAndAllLearnIt() {
        cases.take(at(ofDays(0)).id("1").by("anna"))
                .take(at(ofDays(1)).id("2").by("bert").east(30))
                .take(at(ofDays(2)).id("3").by("carl").east(15));

        assertThat(cases.flagged(TicketFlag.GROUP)).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(cases.flags.get(0).reason()).isEqualTo("50 米内 30 天有 3 人反映同类问题");
    }

    @Test
    void oneCallerThreeTimesIsNoGroup() {
        cases.take(at(ofDays(0)).id("1").by("anna"))
                .take(at(ofDays(1)).id("2").by("anna"))
                .take(at(ofDays(2)).id("3").by("bert"));

        assertThat(cases.flags).isEmpty();
    }

    @Test
    void whatLiesFartherApartOrLongerAgoIsNoGroup() {
        cases.take(at(ofDays(0)).id("1").by("anna"))
                .take(at(ofDays(31)).id("2").by("bert"))
                .take(at(ofDays(32)).id("3").by("carl").east(51))
                .take(at(ofDays(32)).id("4").by("dora"));

        assertThat(cases.flags).isEmpty();
    }

    @Test
    void aNeighbourAcrossTheEdgeOfACellCountsToo() {
        // Somewhere within 600 m to the east lies the edge of a cell of 500 m.
        for (int metres = 0; metres < 600; metres += 20) {
            Cases<NearMemory> pair = new Cases<>(new Neighbours(InsightPolicy.defaults()));
            pair.take(at(ofDays(0)).id("1").by("anna").east(metres))
                    .take(at(ofDays(1)).id("2").by("bert").east(metres + 40.0))
                    .take(at(ofDays(2)).id("3").by("carl").east(metres + 20.0));

            assertThat(pair.flagged(TicketFlag.GROUP))
                    .as("at %d m", metres)
                    .containsExactlyInAnyOrder("1", "2", "3");
        }
    }

    @Test
    void twoCasesWithLikeWordsNearEachOtherAreProposedToAPerson() {
        cases.take(at(ofHours(0)).id("1").says(COMPLAINT))
                .take(at(ofHours(5)).id("2").says("【榕树路１２号】楼下 垃圾堆了三天没人来清理,味道很大!").east(12));

        assertThat(cases.proposals).hasSize(1);
        TicketProposal proposal = cases.proposals.get(0);
        assertThat(proposal.caseId()).isEqualTo("2");
        assertThat(proposal.other()).isEqualTo("1");
        assertThat(proposal.similarity()).isGreaterThan(0.85);
        assertThat(proposal.distanceM()).isCloseTo(12, within(0.5));
        assertThat(proposal.reason()).startsWith("文字相似度 0.").endsWith("相距 12 米");
    }

    @Test
    void ofManyTheOneMostAlikeIsProposed() {
        cases.take(at(ofHours(0)).id("1").says(COMPLAINT))
                .take(at(ofHours(1)).id("2").says("榕树路12号楼下垃圾堆了五天没有人来清扫"))
                .take(at(ofHours(2)).id("3").says(COMPLAINT));

        assertThat(cases.proposals).extracting(TicketProposal::other).last().isEqualTo("1");
    }

    @Test
    void otherWordsOrShortWordsOrLongAgoAreNotProposed() {
        cases.take(at(ofHours(0)).id("1").says(COMPLAINT))
                .take(at(ofHours(1)).id("2").says("路灯不亮已经一个星期，晚上走路看不见"))
                .take(at(ofHours(73)).id("3").says(COMPLAINT))
                .take(at(ofHours(73)).id("4").says("垃圾").east(200))
                .take(at(ofHours(73)).id("5").says("垃圾").east(200));

        assertThat(cases.proposals).isEmpty();
    }

    @Test
    void withoutCoordinatesTheSameAddressDoes() {
        cases.take(at(ofHours(0)).id("1").nowhere().address("榕树路 12号楼").says(COMPLAINT))
                .take(at(ofHours(1)).id("2").nowhere().address("榕树路12号楼").says(COMPLAINT))
                .take(at(ofHours(1)).id("3").nowhere().address("榕树路14号楼").says(COMPLAINT));

        assertThat(cases.proposals).hasSize(1);
        assertThat(cases.proposals.get(0).sameAddress()).isTrue();
        assertThat(cases.proposals.get(0).distanceM()).isNull();
    }

    @Test
    void aSecretCaseShowsNoWordsAndIsNeverProposed() {
        cases.take(at(ofHours(0)).id("1").says(COMPLAINT)).take(at(ofHours(1)).id("2"));

        assertThat(cases.proposals).isEmpty();
    }
}
