package org.citywall.launcher.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.citywall.contracts.names.Topics;

/** docs/capacity.md. */
final class CapacityPage {
    private static final String HEAD =
            """
            # Capacity

            Computed by `Capacity` (launcher) from [the figures](figures.md) of the benches; written by `CapacityPageTest`, which also fails when figures, manifests,
            sizes of records and this page differ. After a change of one of them:
            `mvn -pl contracts,stream-jobs,gateway,web,launcher package -Dtest=CapacityPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dcitywall.update=true`.

            It is a plan, not a measurement: no bench ran on three brokers or with a city's load. What was measured was measured on two cores with the load
            generator beside it, so the cores below are more than a real machine needs; what was not measured stands under "Assumed" and is to be replaced by the
            numbers of the place.

            """;

    private CapacityPage() {}

    static String text() {
        List<Capacity> plans = Town.ALL.stream().map(Capacity::of).toList();
        return HEAD
                + need(plans)
                + bottlenecks(plans)
                + formulas()
                + measured()
                + sizes()
                + assumed()
                + given();
    }

    private static String need(List<Capacity> plans) {
        return "## What is needed\n\n"
                + row("", plans, p -> p.town().name())
                + row("---", plans, p -> "---")
                + row("grid", plans, p -> p.town().cells())
                + row("people", plans, p -> number(p.town().people()))
                + row("fire devices", plans, p -> number(p.town().fireDevices()))
                + row("instruments on slopes", plans, p -> number(p.town().instruments()))
                + row("charging ports", plans, p -> number(p.town().ports()))
                + row("tickets a day, open", plans, CapacityPage::tickets)
                + row("screens and phones signed in", plans, p -> number(p.town().screens()))
                + row("overlay of `k8s/`", plans, p -> "`" + p.town().overlay().name() + "`")
                + row("events at the peak", plans, p -> number(p.ingest()) + " /s")
                + row("cores: gateways, Kafka, alarm jobs", plans, p -> number(p.chainCores()))
                + row("cores: slope job", plans, p -> number(p.slopeCores()))
                + row("cores: e-bike job", plans, p -> number(p.ebikeCores()))
                + row("cores: tickets job", plans, p -> number(p.ticketCores()))
                + row("**cores**", plans, p -> "**" + number(p.cores()) + "**")
                + row("gateways", plans, p -> Integer.toString(p.gateways()))
                + row("**memory** of the pods", plans, p -> "**" + gib(p.memoryGib()) + "**")
                + row("of it, connections of fire devices", plans, p -> gib(p.connectionsGib()))
                + row("of it, heap of the slope job", plans, p -> gib(p.slopeStateGib()))
                + row("of it, heap of the e-bike job", plans, p -> gib(p.portStateGib()))
                + row(
                        "**partitions** needed, of " + Topics.ALARM_PARTITIONS,
                        plans,
                        p -> "**" + p.partitions() + "**")
                + row("**disk** of each broker", plans, p -> "**" + gib(p.brokerDiskGib()) + "**")
                + row(
                        "**disk** of PostgreSQL, a year",
                        plans,
                        p -> "**" + gib(p.recordGibPerYear()) + "**")
                + "\n";
    }

    private static String tickets(Capacity plan) {
        return number(plan.town().ticketsPerDay()) + ", " + number(plan.openTickets());
    }

    private static String bottlenecks(List<Capacity> plans) {
        StringBuilder text = new StringBuilder("## What ends first\n\n");
        text.append(
                "Needed ÷ what the overlay gives, the largest first. Above 100 % the overlay does not do: what to change stands below.\n\n");
        for (Capacity plan : plans) {
            text.append(
                    "**%s**, overlay `%s`\n\n"
                            .formatted(plan.town().name(), plan.town().overlay().name()));
            text.append("| what | needed | there is | |\n|---|---|---|---|\n");
            plan.limits().stream().limit(4).forEach(limit -> text.append(line(limit)));
            text.append('\n');
        }
        return text.append(
                        """
                        - Processor of the gateways: raise `maxReplicas` of the autoscaler; they share nothing.
                        - Disk of a broker: raise the volume of the `KafkaNodePool`, or keep readings for less than seven days (no shorter than the oldest checkpoint that one
                          would start from).
                        - Subtasks: `CITYWALL_STREAM_PARALLELISM` up to the partitions; more partitions re-route keys and need a new topic.
                        - Heap of a job: more memory for its task managers, or RocksDB (docs/adr/0007-tickets-keep-packed-state-on-the-heap.md).

                        """)
                .toString();
    }

    private static String line(Capacity.Limit limit) {
        return "| %s | %s | %s | %s %% |\n"
                .formatted(
                        limit.what(),
                        number(limit.needed()),
                        number(limit.most()),
                        number(limit.share() * 100));
    }

    private static String formulas() {
        return """
                ## Formulas

                - events at the peak = peak × (fire devices ÷ heartbeat + instruments ÷ interval + ports ÷ interval + tickets a day × events of a ticket ÷ 86,400 s)
                - cores of gateways, Kafka and alarm jobs = events at the peak × (2 cores ÷ presses/s) ÷ busy. A press goes through all of them and an event of another
                  kind does not, so this is the most that it can be.
                - cores of a job = its events at the peak × CPU of one ÷ busy
                - gateways = the larger of screens ÷ screens of a gateway and cores ÷ cores of a gateway; at least two where there is more than one node
                - memory = gateways × theirs + brokers × theirs + task and job managers of the overlay. Redis, PostgreSQL and operators are not in it.
                - connections = fire devices × memory of 10,000 panels ÷ 10,000; heap of a job = instruments (ports) × state of one
                - partitions = the larger of (readings at the peak ÷ what one subtask takes ÷ busy) of the slope job and the e-bike job, rounded up
                - disk of a broker = seven days × (events of each kind × bytes of a record), every broker having a copy, nothing compressed
                - disk of PostgreSQL = rows of a year (hours of slopes, sessions, steps of tickets, revisions of alerts) × bytes of a record × overhead
                - a share of %s of a process is counted for state; the rest is the JVM's own, and copies while state is saved

                """
                .formatted("30 %");
    }

    private static String measured() {
        StringBuilder text =
                new StringBuilder(
                        "## Measured\n\n| figure | meaning | in figures.md |\n|---|---|---|\n");
        for (Measured figure : Measured.values()) {
            text.append(
                    "| %s | %s | %s: %s |\n"
                            .formatted(figure.text, figure.meaning, figure.section, figure.row));
        }
        return text.append('\n').toString();
    }

    private static String sizes() {
        StringBuilder text = new StringBuilder("Bytes of a record, by its sample in `contracts`: ");
        text.append(
                Arrays.stream(RecordSize.values())
                        .map(size -> "`%s` %s".formatted(size.sample, number(size.bytes)))
                        .collect(Collectors.joining(", ")));
        return text.append(".\n\n").toString();
    }

    private static String assumed() {
        StringBuilder text = new StringBuilder("## Assumed\n\n| number | meaning |\n|---|---|\n");
        for (Assumed number : Assumed.values()) {
            text.append("| %s | %s |\n".formatted(number(number.value), number.meaning));
        }
        return text.append('\n').toString();
    }

    private static String given() {
        StringBuilder text =
                new StringBuilder(
                        "## What the overlays give\n\n| overlay | gateways, at most | brokers | disk of a broker | task and job managers | subtasks |\n|---|---|---|---|---|---|\n");
        for (Town town : Town.ALL) {
            Overlay one = town.overlay();
            text.append(
                    "| `%s` | %d × %d cores, %d GiB | %d × %d GiB | %s | %d GiB | %d |\n"
                            .formatted(
                                    one.name(),
                                    one.gateways(),
                                    one.gatewayCores(),
                                    one.gatewayGib(),
                                    one.brokers(),
                                    one.brokerGib(),
                                    gib(one.brokerDiskGib()),
                                    one.jobsGib(),
                                    one.parallelism()));
        }
        return text.toString();
    }

    private static String row(String what, List<Capacity> plans, Function<Capacity, String> value) {
        return plans.stream()
                .map(value)
                .collect(Collectors.joining(" | ", "| " + what + " | ", " |\n"));
    }

    private static String gib(double value) {
        return number(value) + " GiB";
    }

    /** Two digits that mean something below a hundred, whole numbers above, nothing below 0.01. */
    static String number(double value) {
        if (value == Math.rint(value) || value >= 100) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        if (value < 0.01) {
            return "< 0.01";
        }
        return BigDecimal.valueOf(value).round(new MathContext(2)).toPlainString();
    }
}
