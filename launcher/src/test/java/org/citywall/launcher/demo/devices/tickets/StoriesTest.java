package org.citywall.launcher.demo.devices.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.citywall.contracts.Json;
import org.citywall.contracts.ticket.TicketEventKind;
import org.junit.jupiter.api.Test;

class StoriesTest {
    private static final Instant BEGAN = Instant.parse("2026-03-02T01:00:00Z");
    private static final List<Doorstep> DOORS =
            List.of(
                    new Doorstep("B-1", "海棠花园1栋", 114.05, 22.54, "沙浦街道海棠路2号海棠花园1栋"),
                    new Doorstep("B-2", "金帆大厦", 114.06, 22.55, "沙浦街道金帆路3号金帆大厦"));
    private static final int MANY = 2_000;

    private final Author author = new Author(DOORS, 7);

    @Test
    void theSameSeedWritesTheSame() {
        assertThat(all()).isEqualTo(all());
        assertThat(new Author(DOORS, 8).stories(1, BEGAN, false))
                .isNotEqualTo(author.stories(1, BEGAN, false));
    }

    @Test
    void everyKindOfStoryAndEveryVoiceComes() {
        List<Story> all = all();

        assertThat(all).extracting(Story::plot).contains(Plot.values());
        assertThat(all).extracting(Story::voice).contains(Voice.values());
        assertThat(all).extracting(Story::number).doesNotHaveDuplicates();
        assertThat(all.stream().filter(story -> story.plot() == Plot.PLAIN).count())
                .as("most go well")
                .isGreaterThan(all.size() / 3);
    }

    /** What ingest would refuse: an event that lacks what its kind cannot be without. */
    @Test
    void everyStepHasWhatItsKindNeeds() {
        for (Story story : all()) {
            for (Step step : story.steps()) {
                JsonNode data = step.data();
                String event = story.number() + " " + step.event() + " " + data;
                assertThat(Json.mapper().convertValue(step.event(), TicketEventKind.class))
                        .as(event)
                        .isNotNull();
                String needed =
                        switch (step.event()) {
                            case "created" -> "category";
                            case "classified" -> "class";
                            case "dispatched", "adjudicated" -> "departments";
                            case "signed", "returned", "reported" -> "department";
                            case "rated" -> "rating";
                            case "verified" -> "outcome";
                            case "extended" -> "until";
                            case "flagged" -> "flag";
                            case "linked" -> "other";
                            case "cancelled" -> "proof";
                            default -> null;
                        };
                if (needed != null) {
                    assertThat(data.has(needed)).as(event).isTrue();
                }
                if (data.has("lead") && data.has("departments")) {
                    assertThat(data.path("departments").toString())
                            .as(event)
                            .contains(data.path("lead").asText());
                }
                assertThat(step.afterS()).as(event).isNotNegative();
            }
        }
    }

    @Test
    void whatIsSupervisedIsLeftToAShiftLead() {
        Set<Plot> supervised = Set.of(Plot.LATE, Plot.REDONE, Plot.INSTRUCTED);

        assertThat(all())
                .filteredOn(story -> supervised.contains(story.plot()))
                .isNotEmpty()
                .noneMatch(story -> events(story).contains("cancelled"));
    }

    @Test
    void threeFailedCallsEndWithAProof() {
        Story story = first(Plot.UNREACHABLE, Voice.HOTLINE);

        List<Step> steps = story.steps();
        assertThat(
                        steps.stream()
                                .filter(
                                        s ->
                                                s.data()
                                                        .path("outcome")
                                                        .asText()
                                                        .equals("unreachable")))
                .hasSize(3);
        assertThat(steps.get(steps.size() - 1).event()).isEqualTo("cancelled");
    }

    @Test
    void theSecondSystemNamesTheNumberOfTheFirst() {
        List<List<Story>> both =
                IntStream.rangeClosed(1, MANY)
                        .mapToObj(n -> author.stories(n, BEGAN, false))
                        .filter(
                                stories ->
                                        stories.size() == 2
                                                && stories.get(0).voice() == Voice.HOTLINE)
                        .toList();

        assertThat(both).hasSizeGreaterThan(MANY / 10);
        for (List<Story> stories : both) {
            assertThat(stories.get(1).steps().get(0).data().at("/other/ticketId").asText())
                    .isEqualTo(stories.get(0).number());
        }
        assertThat(both.stream().filter(s -> events(s.get(1)).contains("invalidated")).count())
                .as("some contradict")
                .isPositive();
        assertThat(both.stream().filter(s -> s.get(1).steps().get(0).lagS() > 0).count())
                .as("some lag")
                .isPositive();
    }

    @Test
    void thePublicChannelHasNoPast() {
        assertThat(
                        IntStream.rangeClosed(1, MANY)
                                .mapToObj(n -> author.stories(n, BEGAN, true))
                                .flatMap(List::stream))
                .noneMatch(story -> story.voice() == Voice.PUBLIC);
    }

    @Test
    void textsHoldWhatMustBeMasked() {
        String texts =
                all().stream()
                        .map(story -> story.steps().get(0).data().path("text").asText())
                        .collect(Collectors.joining("\n"));

        assertThat(texts).containsPattern("电话1540000\\d{4}");
        assertThat(texts).containsPattern("身份证990101\\d{11}[0-9X]");
        assertThat(texts).containsPattern("车牌粤B·\\d{5}");
    }

    @Test
    void checkDigitsOfIdsAreRight() {
        // The example of GB 11643-1999.
        assertThat(Resident.check("11010519491231002")).isEqualTo('X');
    }

    @Test
    void aPastStoryIsToldAtOnceWithTheTimesAtWhichItHappened() {
        OpenStory open = OpenStory.begin(past(first(Plot.PLAIN, Voice.HOTLINE)));

        List<OpenStory.Told> due = open.due(BEGAN.plus(Duration.ofDays(60)), 100);

        assertThat(due).hasSize(open.story().steps().size());
        assertThat(due.get(0).at()).isEqualTo(BEGAN);
        assertThat(due).extracting(OpenStory.Told::at).isSorted();
        assertThat(open.told(due).isOver()).isTrue();
    }

    @Test
    void aDepartmentSignsAfterItsOrderAndWithoutOneByTelephone() {
        OpenStory open = until("signed", OpenStory.begin(first(Plot.PLAIN, Voice.HOTLINE)));
        String department = open.story().matter().department().words();
        long after = open.story().steps().get(open.next()).afterS();

        assertThat(open.happensAt())
                .isEqualTo(open.last().plus(OpenStory.BY_TELEPHONE).plusSeconds(after));
        Instant order = open.last().plusSeconds(3);
        assertThat(open.ordered(department, order).happensAt()).isEqualTo(order.plusSeconds(after));
        assertThat(open.ordered("别的单位", order).happensAt()).isEqualTo(open.happensAt());
    }

    /** An order of the first round is none of the second. */
    @Test
    void anOldOrderIsNotThatOfASecondDispatch() {
        OpenStory open = OpenStory.begin(first(Plot.REDONE, Voice.HOTLINE));
        String department = open.story().matter().department().words();
        open = until("signed", open);
        open = open.ordered(department, open.last().plusSeconds(1));
        open = until("verified", open);
        open = until("signed", open.told(next(open)));

        assertThat(open.happensAt()).isAfter(open.last().plus(OpenStory.BY_TELEPHONE));
    }

    @Test
    void aStoryThatWasKeptGoesOnAsItWas() {
        OpenStory open = until("signed", OpenStory.begin(first(Plot.WHISTLED, Voice.HOTLINE)));
        open = open.ordered("环卫所", BEGAN);

        StoryBook.Page page = new StoryBook.Page(3, BEGAN, List.of(open));

        assertThat(Json.read(Json.string(page), StoryBook.Page.class)).isEqualTo(page);
    }

    @Test
    void thePropertyManagerHasAWordForEverythingThatItTells() {
        for (Story story : all()) {
            if (story.voice() != Voice.PROPERTY) {
                continue;
            }
            OpenStory open = OpenStory.begin(past(story));
            for (OpenStory.Told told : open.due(Instant.MAX, 100)) {
                ObjectNode message = PropertyMessages.message(story, told);
                String action = message.path("action").asText();
                assertThat(TicketRegistration.mapping())
                        .as("%s", message)
                        .contains("\"%s\": \"%s\"".formatted(action, told.step().event()));
                JsonNode type = message.at("/workOrder/type");
                if (!type.isMissingNode()) {
                    assertThat(TicketRegistration.mapping())
                            .contains(
                                    "\"%s\": { \"code\": \"%s\""
                                            .formatted(
                                                    type.asText(),
                                                    told.step().data().path("category").asText()));
                }
            }
        }
    }

    @Test
    void theBacklogLiesBehindInTheOrderInWhichItCameIn() {
        List<Instant> backlog = author.backlog(40, Duration.ofDays(2), BEGAN);

        assertThat(backlog).hasSize(40).isSorted();
        assertThat(backlog).allMatch(at -> !at.isBefore(BEGAN.minus(Duration.ofDays(2))));
        assertThat(backlog).allMatch(at -> !at.isAfter(BEGAN));
    }

    private List<Story> all() {
        List<Story> all = new ArrayList<>();
        for (int n = 1; n <= MANY; n++) {
            all.addAll(author.stories(n, BEGAN, false));
        }
        return all;
    }

    private Story first(Plot plot, Voice voice) {
        return all().stream()
                .filter(story -> story.plot() == plot && story.voice() == voice)
                .filter(story -> story.steps().size() > 3)
                .findFirst()
                .orElseThrow();
    }

    private static Story past(Story story) {
        return new Story(
                story.voice(),
                story.number(),
                story.plot(),
                story.matter(),
                story.began(),
                true,
                story.steps());
    }

    private static List<String> events(Story story) {
        return story.steps().stream().map(Step::event).toList();
    }

    /** Told up to the next step of this kind. */
    private static OpenStory until(String event, OpenStory open) {
        OpenStory at = open;
        while (!at.story().steps().get(at.next()).event().equals(event)) {
            at = at.told(next(at));
        }
        return at;
    }

    private static List<OpenStory.Told> next(OpenStory open) {
        return open.due(Instant.MAX, 1);
    }
}
