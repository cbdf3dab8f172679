/*
 * ui/resume.h - after a crash: back to where the person was
 *
 * Owns      nothing.
 * Fails     never: without an interrupted draft nothing happens.
 */
#ifndef UI_RESUME_H
#define UI_RESUME_H

#include "ui/app.h"

/*
 * Open the form that was being filled in when the program ended without being
 * asked to, at its question, and say so.  Nobody is locked in: Esc goes back.
 */
void resume_offer(struct app *app);

#endif
