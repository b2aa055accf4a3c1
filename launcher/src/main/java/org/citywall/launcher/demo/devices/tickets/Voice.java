package org.citywall.launcher.demo.devices.tickets;

/** Who tells of a case. */
enum Voice {
    /** The city's hotline: CloudEvents, in batches. */
    HOTLINE("hotline-12345", "12345 热线"),
    /** A property manager's own system: its own messages, to its hook, signed. */
    PROPERTY("wanwu-cloud", "万物云 物业工单"),
    /** People with an app: Open311, which can only say that something is wrong. */
    PUBLIC("open311", "市民上报");

    private final String system;
    private final String title;

    Voice(String system, String title) {
        this.system = system;
        this.title = title;
    }

    /** Id of the system in the registry. */
    String system() {
        return system;
    }

    /** The same in words. */
    String title() {
        return title;
    }
}
