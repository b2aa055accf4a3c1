/**
 * Officers' commands. The gateway checks the form, the role and the place; whether a command takes
 * effect is decided by the alerts job alone, in the order of the log.
 */
package org.citywall.gateway.command;
