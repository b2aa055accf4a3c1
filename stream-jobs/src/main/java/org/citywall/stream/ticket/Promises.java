package org.citywall.stream.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.citywall.contracts.ticket.Milestone;
import org.citywall.contracts.ticket.TicketClass;
import org.citywall.contracts.ticket.TicketRules;
import org.citywall.stream.ticket.calendar.WorkTime;

/** A version of the rules, made ready to judge by. */
public final class Promises {
    private final TicketRules rules;
    private final WorkTime time;
    private final Map<String, TicketClass> classes = new HashMap<>();

    /** Of a version that its reader found right. */
    public Promises(TicketRules rules) {
        this.rules = rules;
        this.time = new WorkTime(rules.calendar());
        rules.classes().forEach(each -> classes.put(each.id(), each));
    }

    public long version() {
        return rules.version();
    }

    /** The version itself. */
    public TicketRules rules() {
        return rules;
    }

    /** Its calendar. */
    public WorkTime time() {
        return time;
    }

    /** The class that is meant; the default if there is none of this id. */
    String classOf(String id) {
        return id != null && classes.containsKey(id) ? id : rules.defaultClass();
    }

    List<Milestone> milestones(String classId) {
        return classes.get(classOf(classId)).milestones();
    }

    /** Null: its class promises no such thing. */
    Milestone milestone(String classId, String name) {
        for (Milestone milestone : milestones(classId)) {
            if (milestone.name().equals(name)) {
                return milestone;
            }
        }
        return null;
    }
}
