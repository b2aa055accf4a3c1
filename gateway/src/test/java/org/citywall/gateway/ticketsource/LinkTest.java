package org.citywall.gateway.ticketsource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.citywall.gateway.ticketsource.Link.Known;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final Instant EARLY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Known OLD = new Known("c", EARLY);
    private static final Known NEW = new Known("a", EARLY.plusSeconds(1));

    @Test
    void twoNewNumbersAreOneCaseWhicheverSpeaksFirst() {
        assertThat(Link.decide(null, null, List.of("a", "b"), false).caseId()).isEqualTo("a");
        assertThat(Link.decide(null, null, List.of("b", "a"), false))
                .isEqualTo(new Link("a", null, true, true));
    }

    @Test
    void newNumberJoinsTheCaseOfTheOther() {
        assertThat(Link.decide(OLD, null, List.of("c", "b"), false))
                .isEqualTo(new Link("c", null, false, true));
        assertThat(Link.decide(null, OLD, List.of("b", "c"), false))
                .isEqualTo(new Link("c", null, true, false));
    }

    @Test
    void ofTwoCasesTheOlderGoesOnWhicheverSpeaks() {
        assertThat(Link.decide(OLD, NEW, List.of("c", "a"), false))
                .isEqualTo(new Link("c", "a", false, false));
        assertThat(Link.decide(NEW, OLD, List.of("a", "c"), false))
                .isEqualTo(new Link("c", "a", false, false));
    }

    @Test
    void twinsAreToldApartByTheirIds() {
        Known twin = new Known("b", EARLY);

        assertThat(Link.decide(OLD, twin, List.of("c", "b"), false).caseId()).isEqualTo("b");
        assertThat(Link.decide(twin, OLD, List.of("b", "c"), false).caseId()).isEqualTo("b");
    }

    @Test
    void whoSaysThatItGoesOnAsTheOtherEnds() {
        assertThat(Link.decide(OLD, NEW, List.of("c", "a"), true))
                .isEqualTo(new Link("a", "c", false, false));
        assertThat(Link.decide(OLD, null, List.of("c", "b"), true))
                .isEqualTo(new Link("b", "c", false, true));
    }

    @Test
    void whatIsLinkedStays() {
        assertThat(Link.decide(OLD, OLD, List.of("c", "b"), true))
                .isEqualTo(new Link("c", null, false, false));
    }
}
