package org.citywall.stream.alert.across;

import org.citywall.contracts.Nullable;

/**
 * Where causes and targets of one rule meet: all of it that does not grow with their number. Causes
 * stand in a queue in the order in which they began; who stood long enough to reach its head is the
 * one that explains. Places in the queue are never used twice, and each is passed once, so that
 * finding the next costs the same however many causes there are.
 *
 * @param key the rule and the values of its fields
 * @param rule id of the rule
 * @param reason why, in words
 * @param head place in the queue before which nobody stands
 * @param tail next free place
 * @param causes how many stand in it
 * @param targets how many others are explained
 * @param told the cause that all targets were told; null: none
 * @param toldAt when, in milliseconds of event time
 * @param changeAt when they are told of the next, in milliseconds; 0: no other one stands
 */
public record InhibitMeeting(
        String key,
        String rule,
        String reason,
        long head,
        long tail,
        int causes,
        int targets,
        @Nullable String told,
        long toldAt,
        long changeAt) {
    /**
     * After one change of the cause the next waits so many milliseconds per target, so that changes
     * make at most 1,000 facts a second: when power returns, 2,000 causes of 20,000 targets end one
     * after the other. Nobody waits for it. A target stays explained meanwhile, and by the change
     * its name of the cause is right again; the first cause and the end of the last are told at
     * once.
     */
    static final long MS_PER_TARGET = 1;

    /** Nobody is there. */
    public static InhibitMeeting at(String key) {
        return new InhibitMeeting(key, "", "", 0, 0, 0, 0, null, 0, 0);
    }

    /** Whether nobody is here. */
    public boolean isEmpty() {
        return causes == 0 && targets == 0;
    }

    /** The words of who came last are those of the newest rules. */
    public InhibitMeeting of(InhibitLink link) {
        return new InhibitMeeting(
                key,
                link.rule(),
                link.reason(),
                head,
                tail,
                causes,
                targets,
                told,
                toldAt,
                changeAt);
    }

    /** So many more causes; one that came stands at the tail. */
    public InhibitMeeting causes(int more) {
        return new InhibitMeeting(
                key,
                rule,
                reason,
                head,
                tail + Math.max(more, 0),
                causes + more,
                targets,
                told,
                toldAt,
                changeAt);
    }

    /** So many more targets. */
    public InhibitMeeting targets(int more) {
        return new InhibitMeeting(
                key, rule, reason, head, tail, causes, targets + more, told, toldAt, changeAt);
    }

    /** Nobody stands before this place. */
    public InhibitMeeting passedTo(long place) {
        return new InhibitMeeting(
                key, rule, reason, place, tail, causes, targets, told, toldAt, changeAt);
    }

    /** All targets are told of a cause; null: that there is none. */
    public InhibitMeeting tells(@Nullable String cause, long at) {
        return new InhibitMeeting(key, rule, reason, head, tail, causes, targets, cause, at, 0);
    }

    /** The cause that was told ended, and others stand: when the targets hear of the next. */
    public InhibitMeeting toldCauseEnded(long at) {
        long due = Math.max(at, toldAt + targets * MS_PER_TARGET);
        return new InhibitMeeting(
                key, rule, reason, head, tail, causes, targets, told, toldAt, due);
    }
}
