/* ui/term_gather.c - see ui/term_gather.h */
#include "config.h"

#include "ui/term_gather.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ui/term_signals.h"

void term_gather_init(struct term_gather *gather)
{
	gather->file = memfd_create("screen", MFD_CLOEXEC);
	gather->out = gather->file < 0
			      ? -1
			      : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
}

void term_gather_begin(struct term_gather *gather)
{
	if (gather->out >= 0)
		dup2(gather->file, STDOUT_FILENO);
}

void term_gather_end(struct term_gather *gather)
{
	char bytes[16384];
	ssize_t length;

	if (gather->out < 0)
		return;
	dup2(gather->out, STDOUT_FILENO);
	lseek(gather->file, 0, SEEK_SET);
	while ((length = read(gather->file, bytes, sizeof(bytes))) > 0)
		term_send(STDOUT_FILENO, bytes, (size_t)length);
	if (ftruncate(gather->file, 0) == 0)
		lseek(gather->file, 0, SEEK_SET);
}

void term_gather_done(struct term_gather *gather)
{
	if (gather->out >= 0)
		close(gather->out);
	if (gather->file >= 0)
		close(gather->file);
	*gather = (struct term_gather){ -1, -1 };
}
