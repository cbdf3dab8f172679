#!/bin/sh
# Over ssh, with 200 ms to there and back.  The server is one process for one
# connection, at the other end of a pipe: there is no port, and no key but the
# ones that are made here.
. "${srcdir:?}/tests/tty/tty.sh"

server_program=$(PATH=$PATH:/usr/sbin command -v sshd) || server_program=
if [ -z "$server_program" ] || ! command -v ssh >/dev/null; then
	echo "1..0 # SKIP no sshd or no ssh"
	exit 0
fi
for key in host user; do
	ssh-keygen -q -t ed25519 -N '' -f "$place/$key"
done
cp "$place/user.pub" "$place/known"
cat >"$place/sshd_config" <<END
HostKey $place/host
AuthorizedKeysFile $place/known
StrictModes no
UsePAM no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
PidFile none
END
cat >"$place/ssh_config" <<END
Host there
	IdentityFile $place/user
	IdentitiesOnly yes
	StrictHostKeyChecking no
	UserKnownHostsFile /dev/null
	LogLevel ERROR
	ProxyCommand ${builddir:?}/tests/tty/slow 100 $server_program -i -f $place/sshd_config -E $place/log
END
# Who is not root may be refused a terminal, or has no shell to log in to.
if ! ssh -F "$place/ssh_config" -tt there true >/dev/null 2>&1 </dev/null; then
	echo "1..0 # SKIP sshd gives no terminal here: $(grep -m 1 failed "$place/log" || :)"
	exit 0
fi

# What begin() begins is begun there.
there=${PROG:?}
cat >"$place/over-ssh" <<END
#!/bin/sh
exec ssh -t -F '$place/ssh_config' there "env LC_ALL=C.UTF-8 HOME='$place' TZ=UTC SPOEDPEIL_NOW=2025-06-02T10:00 '$there' \$*"
END
chmod +x "$place/over-ssh"
PROG=$place/over-ssh

first_form T-1
type 1
wait_for ">      Welke problemen"
keys Up
check "the arrows are whole" ">      Wat voor gezin"
keys Down
wait_for ">      Welke problemen"
keys F6
wait_for "Nummer op het papier"
type 1
keys Enter
wait_for "> 1 "
type 10101010101
check "what is typed before anything is seen is taken, in order" "12 van "
mux resize-window -x 100 -y 30
check "the size is passed on" "12 van "
# On the last row of the larger window, so it was drawn anew.
tries=0
until screen | sed -n 30p | grep -q "F1 hulp" || [ $tries -gt $patience ]; do
	tries=$((tries + 1))
	sleep 0.05
done
if [ $tries -le $patience ]; then say ok "and the page is drawn for it"
else say "not ok" "and the page is drawn for it"; fi
mux resize-window -x 80 -y 24
keys Escape
check "Esc alone is Esc" "Traject T-1"
keys C-q
check "it leaves" "ended with 0"
check_restored "with the terminal as it was"

# The line breaks off.
begin --
wait_for "T-1"
keys Enter
wait_for "Traject T-1"
keys Enter
wait_for "12 van "
kill -KILL "$(pid)"
wait_for "ended with 137"
begin --
check "cut off, it goes on at the question where one was" "Hier was je gebleven: T-1"
check "with every answer" "12 van "
keys C-q
wait_for "ended with 0"
echo "1..$n"
