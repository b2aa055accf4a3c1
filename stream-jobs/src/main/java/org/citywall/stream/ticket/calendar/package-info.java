/** Working time: pure arithmetic over a calendar of working hours, holidays and make-up days. */
package org.citywall.stream.ticket.calendar;
