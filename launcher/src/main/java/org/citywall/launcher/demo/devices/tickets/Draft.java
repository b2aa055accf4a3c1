package org.citywall.launcher.demo.devices.tickets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.citywall.contracts.Json;
import org.citywall.contracts.Nullable;
import org.citywall.launcher.demo.plan.Dice;

/** Steps of a story while it is written; delays are drawn between two numbers of minutes. */
final class Draft {
    private static final int MINUTE_S = 60;

    private final Dice dice;
    private final List<Step> steps = new ArrayList<>();
    private long lagS;

    Draft(Dice dice) {
        this.dice = dice;
    }

    /** From now on everything is told so much later than it happens. */
    Draft lagging(long seconds) {
        lagS = seconds;
        return this;
    }

    Draft step(String event, double fromMin, double toMin, ObjectNode data) {
        return add(event, fromMin, toMin, null, data);
    }

    Draft step(String event, double fromMin, double toMin) {
        return add(event, fromMin, toMin, null, data());
    }

    /** What a department does once it has its order. */
    Draft signed(Department department, double fromMin, double toMin) {
        return add("signed", fromMin, toMin, department.words(), by(department));
    }

    private Draft add(
            String event, double fromMin, double toMin, @Nullable String awaits, ObjectNode data) {
        long after = Math.round(dice.between(fromMin, toMin) * MINUTE_S);
        steps.add(new Step(event, after, lagS, awaits, data));
        return this;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    static ObjectNode data() {
        return Json.mapper().createObjectNode();
    }

    static ObjectNode by(Department department) {
        return data().put("department", department.words());
    }

    static ObjectNode because(String reason) {
        return data().put("reason", reason);
    }

    static ObjectNode to(Department... departments) {
        ObjectNode data = data();
        for (Department each : departments) {
            data.withArray("departments").add(each.words());
        }
        return data;
    }
}
