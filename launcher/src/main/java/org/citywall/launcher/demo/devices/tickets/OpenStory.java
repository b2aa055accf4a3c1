package org.citywall.launcher.demo.devices.tickets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A story and how far it is told. What is to come depends on this alone, so a story that was kept
 * goes on after a restart with the same ids and times.
 *
 * @param story all of it
 * @param next index of the step that was not told
 * @param last when the newest told step happened
 * @param orders department → when its newest order came
 */
record OpenStory(Story story, int next, Instant last, Map<String, Instant> orders) {
    /** Without an order a department learns of its work by telephone. */
    static final Duration BY_TELEPHONE = Duration.ofMinutes(20);

    /**
     * A step that happened.
     *
     * @param id of its event
     * @param at when
     */
    record Told(String id, Instant at, Step step) {}

    static OpenStory begin(Story story) {
        return new OpenStory(story, 0, story.began(), Map.of());
    }

    boolean isOver() {
        return next >= story.steps().size();
    }

    /** When the next step happens, as things stand. */
    Instant happensAt() {
        Step step = story.steps().get(next);
        return base(step).plusSeconds(step.afterS());
    }

    private Instant base(Step step) {
        if (step.awaits() == null || story.past()) {
            return last;
        }
        Instant order = orders.get(step.awaits());
        return order != null && !order.isBefore(last) ? order : last.plus(BY_TELEPHONE);
    }

    /** When the next step is told. */
    Instant toldAt() {
        return happensAt().plusSeconds(story.steps().get(next).lagS());
    }

    /** The steps that are to be told now, at most so many. */
    List<Told> due(Instant now, int most) {
        List<Told> due = new ArrayList<>();
        OpenStory at = this;
        while (due.size() < most && !at.isOver() && !at.toldAt().isAfter(now)) {
            due.add(
                    new Told(
                            story.number() + "-" + at.next,
                            at.happensAt(),
                            story.steps().get(at.next)));
            at = at.after(due.get(due.size() - 1).at());
        }
        return due;
    }

    /** The same after these were told. */
    OpenStory told(List<Told> told) {
        OpenStory at = this;
        for (Told each : told) {
            at = at.after(each.at());
        }
        return at;
    }

    private OpenStory after(Instant happened) {
        return new OpenStory(story, next + 1, happened, orders);
    }

    /** The same after a department got an order for it. */
    OpenStory ordered(String department, Instant at) {
        Map<String, Instant> heard = new HashMap<>(orders);
        heard.put(department, at);
        return new OpenStory(story, next, last, Map.copyOf(heard));
    }
}
