package org.citywall.contracts.ticket;

import java.util.List;

/**
 * When people work. A year that is not listed has its weekends and no holiday, and is warned of.
 *
 * @param zone time zone, such as {@code Asia/Shanghai}
 * @param hours of every working day, in order
 * @param years what is known
 */
public record WorkCalendar(String zone, List<WorkHours> hours, List<WorkYear> years) {}
