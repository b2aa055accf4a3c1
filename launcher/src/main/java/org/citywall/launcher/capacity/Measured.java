package org.citywall.launcher.capacity;

/** A figure of a bench, with the row of docs/figures.md that it stands in. */
enum Measured {
    PRESSES_PER_S(
            "ingest",
            "GB/T 26875.3 over TCP, the same",
            "2,125 /s",
            2_125,
            "presses/s from the panel's socket until they are confirmed, with all that comes behind"
                    + " and the load generator on the same two cores"),
    PANELS_MIB(
            "panels",
            "extra resident memory of Citywall",
            "144 MiB (753 → 897)",
            144,
            "MiB for 10,000 panels that are connected"),
    SLOPE_CPU_US(
            "slopes",
            "CPU of the job's threads per reading, pages included",
            "127 µs",
            127,
            "µs of a core for a reading of a slope"),
    SLOPE_PER_S(
            "slopes",
            "460,000 readings as a backlog: slope job (pages made to JSON, no Redis)",
            "30,042 /s",
            30_042,
            "readings/s of one subtask of the slope job"),
    SLOPE_STATE_KB(
            "slopes",
            "checkpoint per instrument, compressed (bins of three hourly days; full ones 9 to 13 kB"
                    + " uncompressed)",
            "1.9 kB",
            13,
            "kB of heap for an instrument, by the upper end of the uncompressed bins"),
    PORT_CPU_US(
            "chargers",
            "the same, 200,000 ports (13 min: each begins a session, pages fall due once)",
            "10.8 µs",
            10.8,
            "µs of a core for a reading of a port"),
    PORT_PER_S(
            "chargers",
            "e-bike job, 20,000 ports",
            "183,427 /s",
            183_427,
            "readings/s of one subtask of the e-bike job"),
    PORT_STATE_KB(
            "chargers",
            "checkpoint per port, compressed (849 bytes uncompressed while it charges, by"
                    + " `EbikeStateTest`)",
            "293 B",
            0.849,
            "kB of heap for a port, by the uncompressed size"),
    TICKET_CPU_US(
            "tickets",
            "100,000 open",
            "19.5 µs",
            19.5,
            "µs of a core for an event of a ticket; the largest of the three sizes"),
    TICKET_CHECKPOINT_S(
            "tickets",
            "checkpoint, 1,000,000 open",
            "1.34 s",
            1.34,
            "s for a checkpoint of a million open tickets");

    /** Connections that {@link #PANELS_MIB} is for. */
    static final int PANELS = 10_000;

    /** Cores of the machine of all figures. */
    static final int CORES = 2;

    final String section;
    final String row;
    final String text;
    final double value;
    final String meaning;

    Measured(String section, String row, String text, double value, String meaning) {
        this.section = section;
        this.row = row;
        this.text = text;
        this.value = value;
        this.meaning = meaning;
    }
}
