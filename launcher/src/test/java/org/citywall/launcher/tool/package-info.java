/** Programs of the machine that tests call. */
package org.citywall.launcher.tool;
