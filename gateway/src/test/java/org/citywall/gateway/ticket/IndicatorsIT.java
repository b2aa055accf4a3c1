package org.citywall.gateway.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.citywall.contracts.ticket.ClockState;
import org.citywall.contracts.ticket.TicketFlag;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.contracts.ticket.TicketState;
import org.citywall.contracts.ticket.WorkCalendar;
import org.citywall.contracts.ticket.WorkYear;
import org.citywall.gateway.testing.CaseFile;
import org.citywall.gateway.testing.TicketRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indicators of cases that can be counted by hand. */
@Timeout(60)
class IndicatorsIT {
    private static final String PATH = "/api/v1/indicators";
    private static final String WEEK = "?from=2026-03-02T00:00:00Z&to=2026-03-09T00:00:00Z";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static TicketRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new TicketRig();
        rig.clock.advance(DAY.multipliedBy(9)); // 2026-03-10T08:00Z
        RulesBook book = new RulesBook(rig.pool, rig.log, rig.clock);
        WorkCalendar calendar =
                new WorkCalendar(
                        "Asia/Shanghai",
                        List.of(),
                        List.of(new WorkYear(2026, List.of("2026-03-03"), List.of("2026-03-07"))));
        TicketRig.await(
                book.ensureFirst(
                        new TicketRules(
                                1, "citywall", null, CaseFile.CREATED, "x", List.of(), calendar)));
        rig.serve(
                router ->
                        new IndicatorRoutes(new Indicators(rig.pool, book), rig.guard, rig.clock)
                                .mount(router));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.sql("TRUNCATE ticket, ticket_clock, ticket_department");
    }

    private static JsonNode item(JsonNode items, String id) {
        for (JsonNode each : items) {
            if (each.path("id").asText().equals(id)) {
                return each;
            }
        }
        throw new AssertionError(id + " is not among " + items);
    }

    private static JsonNode ask(String query) throws Exception {
        return rig.get(PATH + query, "viewer", 200).path("items");
    }

    private static void isRate(JsonNode items, String id, int above, int below) {
        JsonNode item = item(items, id);
        assertThat(item.path("numerator").asInt(-1)).as(id).isEqualTo(above);
        assertThat(item.path("denominator").asInt(-1)).as(id).isEqualTo(below);
        assertThat(item.path("value").asDouble())
                .as(id)
                .isCloseTo(100.0 * above / below, within(0.001));
    }

    private static void isCount(JsonNode items, String id, int count) {
        assertThat(item(items, id).path("value").asInt(-1)).as(id).isEqualTo(count);
    }

    private static CaseFile done(String id, Duration after, ClockState state) {
        CaseFile file = new CaseFile(id);
        file.state = TicketState.DONE;
        file.doneAt = file.createdAt.plus(after);
        file.clock("respond", ClockState.MET, HOUR, HOUR.dividedBy(2));
        file.clock("complete", state, DAY, after);
        return file;
    }

    /** Five of one week: done in time, done late, not done, being discussed, of nobody. */
    private static void aWeek() throws Exception {
        CaseFile kept = done("kept", HOUR.multipliedBy(4), ClockState.MET);
        kept.department("x", 1, HOUR, null);
        kept.rating = 5;
        CaseFile late = done("late", DAY.plus(HOUR), ClockState.MISSED);
        late.department("x", 1, HOUR, HOUR).department("y", 2, HOUR, null);
        late.rating = 2;
        late.flags = List.of(TicketFlag.REPEAT);
        CaseFile open = new CaseFile("open");
        open.state = TicketState.DISPATCHED;
        open.department("y", 1, null, null);
        open.clock("respond", ClockState.MISSED, HOUR, null);
        open.clock("complete", ClockState.RUNNING, DAY.multipliedBy(30), null);
        open.clock("plan", ClockState.DROPPED, HOUR, null);
        CaseFile discussed = new CaseFile("discussed");
        discussed.state = TicketState.CONSULTING;
        discussed.place = "yw/ba";
        CaseFile nobodys = new CaseFile("nobodys");
        nobodys.place = null;
        CaseFile mediated = done("mediated", HOUR.multipliedBy(2), ClockState.MET);
        mediated.unrated = true;
        mediated.rating = 1;
        CaseFile invalid = new CaseFile("invalid");
        invalid.state = TicketState.INVALID;
        invalid.endedAt = CaseFile.CREATED.plus(HOUR);
        invalid.clock("respond", ClockState.DROPPED, HOUR, null);
        CaseFile replayed = done("replayed", HOUR, ClockState.MET);
        replayed.replay = true;
        rig.told(
                kept.told(),
                late.told(),
                open.told(),
                discussed.told(),
                nobodys.told(),
                mediated.told(),
                invalid.told(),
                replayed.told());
    }

    @Test
    void everyRateStatesWhatItIsAShareOf() throws Exception {
        aWeek();

        JsonNode items = ask(WEEK);

        isRate(items, "response", 3, 4);
        isRate(items, "completion", 3, 3);
        isRate(items, "on-time-completion", 2, 3);
        isRate(items, "on-time-handling", 2, 3);
        isRate(items, "accurate-dispatch", 3, 4);
        isRate(items, "rework", 1, 3);
        isRate(items, "repeat", 1, 6);
        isRate(items, "satisfaction", 1, 2);
        isRate(items, "satisfaction-repeat", 0, 1);
        isCount(items, "overdue", 2);
        isCount(items, "unrated", 1);
        isCount(items, "invalid", 1);
        assertThat(item(items, "mean-handling").path("value").asDouble())
                .isEqualTo((4 + 25) * 3600 / 2.0);
        assertThat(item(items, "on-time-filing").path("value").isNull()).isTrue();
        assertThat(items).allMatch(each -> !each.path("note").asText().isEmpty());
    }

    @Test
    void whatCameInIsAccountedForInThreeWaysAndTheRest() throws Exception {
        aWeek();

        JsonNode items = ask(WEEK);

        isCount(items, "in", 6);
        isCount(items, "in-done", 3);
        isCount(items, "in-planned", 1);
        isCount(items, "in-coordinating", 1);
        isCount(items, "in-unaccounted", 1);
    }

    @Test
    void whatEndedLaterThanThePeriodWasNotDoneInIt() throws Exception {
        CaseFile file = done("a", DAY.multipliedBy(7).plus(HOUR), ClockState.MISSED);
        rig.told(file.told());

        isRate(ask(WEEK), "completion", 0, 1);
        isRate(ask("?from=2026-03-02T00:00:00Z&to=2026-03-10T00:00:00Z"), "completion", 1, 1);
    }

    @Test
    void theClockCountsAndNotTheNewestStep() throws Exception {
        CaseFile file = done("a", HOUR, ClockState.MET);
        file.updatedAt = file.createdAt.plus(DAY.multipliedBy(3));
        rig.told(file.told("archived-later"));

        isRate(ask(WEEK), "on-time-completion", 1, 1);
    }

    @Test
    void placesRollUpByTheirNextLevel() throws Exception {
        aWeek();

        JsonNode streets = ask(WEEK + "&by=place&place=yw");
        assertThat(streets.findValuesAsText("place")).containsExactly("yw/ba", "yw/sp");
        isCount(streets.get(0).path("indicators"), "in", 1);
        isCount(streets.get(1).path("indicators"), "in", 4);
        JsonNode districts = ask(WEEK + "&by=place");
        assertThat(districts.findValuesAsText("place")).containsExactly("", "yw");
        isCount(ask(WEEK + "&place=yw/sp"), "in", 4);
        isCount(rig.get(PATH + WEEK, "local", 200).path("items"), "in", 1);
        rig.get(PATH + WEEK + "&place=yw", "local", 403);
    }

    @Test
    void theWeekBeforeAndTheSameAYearBeforeAreHeldAgainstIt() throws Exception {
        aWeek();
        CaseFile before = new CaseFile("before");
        before.createdAt = CaseFile.CREATED.minus(DAY.multipliedBy(7));
        CaseFile lastYear = new CaseFile("lastYear");
        lastYear.createdAt = Instant.parse("2025-03-02T01:00:00Z");
        rig.told(before.told(), lastYear.told(), new CaseFile("more").told());

        for (String compare : List.of("previous", "year")) {
            JsonNode in = item(ask(WEEK + "&compare=" + compare), "in");
            assertThat(in.path("previous").asInt()).isEqualTo(1);
            assertThat(in.path("change").asInt()).isEqualTo(6);
        }
        JsonNode rate = item(ask(WEEK + "&compare=previous"), "completion");
        assertThat(rate.has("previous")).isTrue();
        assertThat(rate.path("change").isNull()).isTrue();
    }

    @Test
    void daysOnWhichNobodyWorksCanBeLeftOut() throws Exception {
        for (int day = 2; day <= 8; day++) { // Monday to Sunday
            CaseFile file = new CaseFile("d" + day);
            file.createdAt = Instant.parse("2026-03-0" + day + "T02:00:00Z");
            rig.told(file.told());
        }

        isCount(ask(WEEK), "in", 7);
        // Tuesday is a holiday here, and Saturday a working day.
        isCount(ask(WEEK + "&workdays=true"), "in", 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=x", "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "?compare=x",
                "?by=x", "?workdays=x", "?from=2016-03-02T00:00:00Z"
            })
    void aParameterThatIsWrongIsNamed(String query) throws Exception {
        JsonNode problem = rig.get(PATH + query, "viewer", 400);

        assertThat(query).contains(problem.path("field").asText());
    }
}
