/**
 * Systems that tickets come from: what they are called, how their messages are read, how well they
 * keep up; their hooks, and Open311.
 */
package org.citywall.gateway.ticketsource;
