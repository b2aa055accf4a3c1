package org.citywall.stream.ebike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.citywall.contracts.ebike.ChargerProfile;
import org.citywall.contracts.ebike.PortState;
import org.junit.jupiter.api.Test;

class PowerRulesTest {
    private final EbikeSite site = new EbikeSite();

    @Test
    void tooMuchPowerForAMinute() {
        for (int second = 0; second <= 50; second += 10) {
            site.says().watts(1_100).heard(second);
        }
        assertThat(site.told()).isEmpty();
        site.says().watts(1_100).heard(60);
        assertThat(site.told()).containsExactly("over-power 2");
        site.says().watts(990).heard(70);
        site.says().watts(900).heard(80);
        assertThat(site.told()).containsExactly("over-power 2", "over-power -");
    }

    @Test
    void theRatingThatAPersonSetCounts() {
        site.set(0, profile(1, 200.0, null));
        for (int second = 1; second <= 71; second += 10) {
            site.says().watts(230).heard(second);
        }

        assertThat(site.told()).containsExactly("over-power 2");
        assertThat(site.page.limits())
                .filteredOn(one -> one.rule().equals("over-power"))
                .allSatisfy(
                        one -> {
                            assertThat(one.words()).contains("220 W");
                            assertThat(one.bySite()).isTrue();
                        });
    }

    @Test
    void inrushIsNotTooMuch() {
        for (int i = 0; i < 40; i++) {
            site.says().watts(i % 4 == 0 ? 1_500 : 300).heard(i * 20);
        }

        assertThat(site.told()).doesNotContain("over-power 2");
    }

    @Test
    void powerWhileThePortIsOffIsAStuckRelay() {
        site.says().watts(300).heard(0);
        site.says().state(PortState.IDLE).watts(300).heard(10);
        site.says().state(PortState.IDLE).watts(300).heard(30);
        assertThat(site.detections).as("the meter lags").isEmpty();
        site.says().state(PortState.IDLE).watts(300).heard(40);
        assertThat(site.told()).containsExactly("relay-stuck 1");
        assertThat(site.detections.get(0).reason()).contains("须拉上级断路器");
        site.says().state(PortState.IDLE).watts(0).heard(50);
        assertThat(site.told()).containsExactly("relay-stuck 1", "relay-stuck -");
    }

    @Test
    void theChargersOwnWordIsBelieved() {
        site.says().state(PortState.RELAY_STUCK).heard(0);

        assertThat(site.told()).containsExactly("relay-stuck 1");
    }

    @Test
    void aPortOfUnknownStateIsNotStuck() {
        for (int second = 0; second < 600; second += 10) {
            site.says().state(null).watts(300).heard(second);
        }

        assertThat(site.told()).isEmpty();
        assertThat(site.port(1).session).isNotNull();
    }

    @Test
    void stateAndPowerMayComeInReadingsOfTheirOwn() {
        for (int second = 0; second < 70; second += 30) {
            site.says().state(PortState.IDLE).heard(second);
            site.says().state(null).watts(300).heard(second + 1);
        }

        assertThat(site.told()).containsExactly("relay-stuck 1");
        assertThat(site.sessions).isEmpty();
    }

    @Test
    void aStateThatWasToldOnceLongAgoIsNoProofOfAStuckRelay() {
        site.says().state(PortState.IDLE).heard(0);
        for (int second = 400; second < 3_600; second += 30) {
            site.says().state(null).watts(300).heard(second);
        }

        assertThat(site.told()).isEmpty();
        assertThat(site.port(1).session).isNotNull();
    }

    @Test
    void aRelayThatIsToldToStickDoesSoUntilAnotherStateIsTold() {
        for (int second = 0; second < 200; second += 30) {
            site.says().state(PortState.RELAY_STUCK).heard(second);
            site.says().state(null).watts(0).heard(second + 1);
        }
        assertThat(site.told()).containsExactly("relay-stuck 1");
        site.says().state(PortState.IDLE).heard(300);
        assertThat(site.told()).containsExactly("relay-stuck 1", "relay-stuck -");
    }

    @Test
    void samplesFarApartDecideToo() {
        for (int second = 0; second < 3_600; second += 400) {
            site.says().watts(1_500).heard(second);
            site.says().port(2).state(PortState.IDLE).watts(300).heard(second);
        }

        assertThat(site.told()).containsExactlyInAnyOrder("over-power 2", "relay-stuck 1");
    }

    @Test
    void aLimitThatIsTakenAwayIsNotExceeded() {
        site.set(0, profile(1, null, 500.0));
        draw(1, 300, 200);
        assertThat(site.told()).containsExactly("site-load 2");
        site.set(300, profile(2, null, null));

        assertThat(site.told()).containsExactly("site-load 2", "site-load -");
    }

    @Test
    void theLoadOfTheSiteHasTwoLevelsAndDoesNotFlap() {
        site.set(0, profile(1, null, 1_000.0));
        draw(1, 450, 200);
        assertThat(site.told()).isEmpty();
        draw(201, 470, 400);
        assertThat(site.told()).containsExactly("site-load 3");
        draw(401, 505, 600);
        assertThat(site.told()).containsExactly("site-load 3", "site-load 2");
        draw(601, 495, 800);
        assertThat(site.page.summary().level()).isEqualTo(2);
        draw(801, 300, 1_000);
        assertThat(site.told()).containsExactly("site-load 3", "site-load 2", "site-load -");
        site.watch(1_000, false);
        assertThat(site.page.summary().powerW()).isEqualTo(600);
    }

    /** Whether and when the page is built says nothing of what the site draws. */
    @Test
    void aPortThatIsNotHeardDoesNotCountHoweverRarelyThePageIsShown() {
        EbikeSite rarely = new EbikeSite(NormalSessionsTest.rarelyShown());
        for (EbikeSite one : List.of(site, rarely)) {
            one.set(0, profile(1, null, 1_000.0));
            one.says().port(1).watts(600).heard(1);
            for (int second = 2; second < 2_000; second += 20) {
                one.says().port(2).watts(second < 1_500 ? 100 : 500).heard(second);
            }
            assertThat(one.site.powerW).isEqualTo(500);
            assertThat(one.told()).isEmpty();
        }
    }

    @Test
    void withoutLimitNobodyKnowsWhatASiteMayDraw() {
        draw(0, 5_000, 30);

        assertThat(site.told()).isEmpty();
        assertThat(site.page.summary().siteLimitW()).isNull();
    }

    @Test
    void olderSettingsHaveNoEffect() {
        site.set(0, profile(2, 200.0, null));
        assertThat(site.set(1, profile(1, 900.0, null)).verdict())
                .isEqualTo(EbikeDecision.Verdict.DUPLICATE);

        assertThat(site.site.profile.portRatingW()).isEqualTo(200);
    }

    private void draw(int from, double each, int to) {
        for (int second = from; second < to; second += 20) {
            site.says().port(1).watts(each).heard(second);
            site.says().port(2).watts(each).heard(second + 10);
        }
    }

    private static ChargerProfile profile(int version, Double rating, Double limit) {
        return new ChargerProfile(
                "C-012",
                version,
                rating,
                limit,
                null,
                null,
                null,
                false,
                null,
                "lead",
                EbikeSite.START);
    }
}
