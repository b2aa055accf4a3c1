package org.citywall.launcher.capacity;

import java.util.Comparator;
import java.util.List;
import org.citywall.contracts.names.Topics;

/**
 * What a town needs, and what of it ends first. Pure arithmetic: measured figures, assumptions and
 * the overlay in, numbers out. Rates are of events per second at the peak unless they say mean.
 */
final class Capacity {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double DAYS_PER_YEAR = 365;
    private static final double US_PER_S = 1e6;
    private static final double GIB = 1 << 30;
    private static final double MIB_PER_GIB = 1_024;
    private static final double KB_PER_GIB = GIB / 1_000;
    private static final int KEPT_DAYS = 7;

    /** Of the memory of a process; the rest is the JVM's own, and copies while state is saved. */
    private static final double STATE_SHARE = 0.3;

    /** What a checkpoint of the tickets may take, s (aim of the bench). */
    private static final double CHECKPOINT_AIM_S = 2;

    private final Town town;

    private Capacity(Town town) {
        this.town = town;
    }

    static Capacity of(Town town) {
        return new Capacity(town);
    }

    /**
     * Something that ends.
     *
     * @param what in words
     * @param needed at the peak
     * @param most that there is
     */
    record Limit(String what, double needed, double most) {
        /** 1: nothing is left. */
        double share() {
            return needed / most;
        }
    }

    Town town() {
        return town;
    }

    double heartbeatsMean() {
        return town.fireDevices() / Assumed.HEARTBEAT_S.value;
    }

    double slopesMean() {
        return town.instruments() / Assumed.SLOPE_S.value;
    }

    double portsMean() {
        return town.ports() / Assumed.PORT_S.value;
    }

    double ticketEventsMean() {
        return town.ticketsPerDay() * Assumed.EVENTS_PER_TICKET.value / SECONDS_PER_DAY;
    }

    double ingest() {
        return Assumed.PEAK.value
                * (heartbeatsMean() + slopesMean() + portsMean() + ticketEventsMean());
    }

    double openTickets() {
        return town.ticketsPerDay() * Assumed.OPEN_DAYS.value;
    }

    double flood() {
        return town.fireDevices() * Assumed.FLOOD_SHARE.value / 60;
    }

    /** Gateways, Kafka and the alarm jobs: what a press costs in all of them, for every event. */
    double chainCores() {
        double perEvent = Measured.CORES / Measured.PRESSES_PER_S.value;
        return ingest() * perEvent / Assumed.BUSY.value;
    }

    double slopeCores() {
        return cores(slopesMean(), Measured.SLOPE_CPU_US);
    }

    double ebikeCores() {
        return cores(portsMean(), Measured.PORT_CPU_US);
    }

    double ticketCores() {
        return cores(ticketEventsMean(), Measured.TICKET_CPU_US);
    }

    private static double cores(double mean, Measured cpu) {
        return mean * Assumed.PEAK.value * cpu.value / US_PER_S / Assumed.BUSY.value;
    }

    double cores() {
        return chainCores() + slopeCores() + ebikeCores() + ticketCores();
    }

    /** By sessions or by processor, and never one alone where another could take over. */
    int gateways() {
        double bySessions = town.screens() / Assumed.SESSIONS_PER_GATEWAY.value;
        double byCores = chainCores() / town.overlay().gatewayCores();
        int least = town.overlay().brokers() > 1 ? 2 : 1;
        return (int) Math.max(least, Math.ceil(Math.max(bySessions, byCores)));
    }

    double connectionsGib() {
        return town.fireDevices() * Measured.PANELS_MIB.value / Measured.PANELS / MIB_PER_GIB;
    }

    double slopeStateGib() {
        return town.instruments() * Measured.SLOPE_STATE_KB.value / KB_PER_GIB;
    }

    double portStateGib() {
        return town.ports() * Measured.PORT_STATE_KB.value / KB_PER_GIB;
    }

    double memoryGib() {
        Overlay given = town.overlay();
        return gateways() * given.gatewayGib()
                + given.brokers() * given.brokerGib()
                + given.jobsGib();
    }

    /** Partitions of the topic of readings that the slope job, and the e-bike job, need. */
    int partitions() {
        return (int)
                Math.max(
                        1,
                        Math.ceil(
                                Math.max(
                                        subtasks(slopesMean(), Measured.SLOPE_PER_S),
                                        subtasks(portsMean(), Measured.PORT_PER_S))));
    }

    private static double subtasks(double mean, Measured most) {
        return mean * Assumed.PEAK.value / most.value / Assumed.BUSY.value;
    }

    double alertsPerDay() {
        return town.fireDevices() * Assumed.FALSE_ALARMS_PER_DEVICE_YEAR.value / DAYS_PER_YEAR;
    }

    /** What is written to the log in a day, once, bytes. */
    double logBytesPerDay() {
        return SECONDS_PER_DAY
                        * (heartbeatsMean() * RecordSize.FIRE_SIGNAL.bytes
                                + slopesMean() * RecordSize.SLOPE_READING.bytes
                                + portsMean() * RecordSize.CHARGER_READING.bytes
                                + ticketEventsMean()
                                        * (RecordSize.TICKET_EVENT.bytes
                                                + RecordSize.TICKET_CHANGE.bytes))
                + alertsPerDay() * Assumed.CHANGES_PER_ALERT.value * RecordSize.ALERT_CHANGE.bytes
                + recordedBytesPerDay();
    }

    /** Of each broker, which has a copy of everything. */
    double brokerDiskGib() {
        return logBytesPerDay() * KEPT_DAYS / GIB;
    }

    /** Hours of slopes and sessions of chargers, which are on the log and in the record. */
    private double recordedBytesPerDay() {
        return town.instruments() * 24 * RecordSize.SLOPE_HOUR.bytes
                + town.ports()
                        * Assumed.SESSIONS_PER_PORT_DAY.value
                        * RecordSize.CHARGING_SESSION.bytes;
    }

    /** What PostgreSQL has more after a year in which nothing was pruned. */
    double recordGibPerYear() {
        double bytes =
                recordedBytesPerDay()
                        + town.ticketsPerDay()
                                * Assumed.EVENTS_PER_TICKET.value
                                * RecordSize.TICKET_CHANGE.bytes
                        + alertsPerDay()
                                * Assumed.CHANGES_PER_ALERT.value
                                * RecordSize.ALERT_CHANGE.bytes;
        return bytes * Assumed.ROW_OVERHEAD.value * DAYS_PER_YEAR / GIB;
    }

    double ticketCheckpointS() {
        return openTickets() / 1e6 * Measured.TICKET_CHECKPOINT_S.value;
    }

    /** All that ends, what ends first in front. */
    List<Limit> limits() {
        Overlay given = town.overlay();
        int subtasks = Math.min(given.parallelism(), Topics.ALARM_PARTITIONS);
        return List.of(
                        new Limit(
                                "processor of gateways, Kafka and alarm jobs (cores)",
                                chainCores(),
                                given.gateways() * given.gatewayCores()),
                        new Limit(
                                "sessions of the gateways",
                                town.screens(),
                                given.gateways() * Assumed.SESSIONS_PER_GATEWAY.value),
                        new Limit(
                                "connections of fire devices (GiB of the gateways)",
                                connectionsGib(),
                                STATE_SHARE * given.gateways() * given.gatewayGib()),
                        new Limit(
                                "subtasks of the slope job",
                                subtasks(slopesMean(), Measured.SLOPE_PER_S),
                                subtasks),
                        new Limit(
                                "subtasks of the e-bike job",
                                subtasks(portsMean(), Measured.PORT_PER_S),
                                subtasks),
                        new Limit(
                                "processor of the tickets job (cores)",
                                ticketCores(),
                                given.jobCores()),
                        new Limit(
                                "heap of the slope job (GiB)",
                                slopeStateGib(),
                                STATE_SHARE * given.slopeGib()),
                        new Limit(
                                "heap of the e-bike job (GiB)",
                                portStateGib(),
                                STATE_SHARE * given.ebikeGib()),
                        new Limit(
                                "checkpoint of the tickets job (s)",
                                ticketCheckpointS(),
                                CHECKPOINT_AIM_S),
                        new Limit(
                                "presses of a catastrophe (presses/s)",
                                flood(),
                                Measured.PRESSES_PER_S.value * Assumed.BUSY.value),
                        new Limit("disk of a broker (GiB)", brokerDiskGib(), given.brokerDiskGib()))
                .stream()
                .sorted(Comparator.comparingDouble(Limit::share).reversed())
                .toList();
    }
}
